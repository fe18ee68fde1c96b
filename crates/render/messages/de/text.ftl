# Ein Text, Zeichen für Zeichen.

text-window = Der genaue Text: { $title }
text-superseded = Dies ist ein früherer Text; seine Unterschriften bleiben bei ihm.
text-about = Zu diesem Text
text-for-ever = Diese Seite zeigt einen Text, der sich nie ändert.
text-revision = Fassung
text-signed = Unterschriften unter genau diesem Text
text-digest = Fingerabdruck (SHA-256)
text-latest = Die Erklärung, wie sie jetzt unterzeichnet werden kann
text-predecessor = Der Text davor
text-successor = Der Text danach

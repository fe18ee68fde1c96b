# Auf jeder Seite.

# Der Titel des Fensters: was die Seite ist, und der Name der Website.
site-window = { $window } – { $site }
# Dasselbe, wenn ein Formular mit Fehlern zurückkam: Das erste Wort muss es sagen.
site-window-failed = Fehler: { $window } – { $site }
site-skip = Zum Inhalt springen
site-languages = Sprachen
site-footer = Diese Website setzt keine Cookies, führt keine Skripte aus und lädt nichts von anderswo.
site-demo = Dies ist eine Vorführung: Mails werden nicht verschickt, sondern hier aufbewahrt.
site-mailbox = Mails lesen
site-moment = { $day }, { $clock } UTC
site-check-receipt = Beleg prüfen

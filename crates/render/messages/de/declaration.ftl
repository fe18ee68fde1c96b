# Eine Erklärung: Text, Zahlen, Unterschriften und Formular.

declaration-window = { $title }
# Erscheint, wenn die Oberfläche nicht in der Sprache des Textes vorliegt.
declaration-interface = Der Text ist auf { $language }; alles andere auf dieser Seite ist auf Deutsch.
declaration-addressees = An
declaration-initiators = Begonnen von
declaration-supporters = Unterstützt von
declaration-first = Zuerst veröffentlicht
declaration-translation = Übersetzung
# Ein Link zum Original.
declaration-original = Das Original ist auf { $language }.
declaration-translator = Übersetzt von { $name }
declaration-behind = Das Original wurde seither geändert; diese Übersetzung ist noch nicht nachgezogen.
# Folgt auf eine große Zahl: nur das Wort.
declaration-count =
    { $count ->
        [one] Unterschrift
       *[other] Unterschriften
    }
declaration-sign = Unterzeichnen

declaration-figures = Zahlen und ihre Quellen
declaration-claimed = Gezählt von
declaration-source-missing = Quelle fehlt
declaration-as-of = Stand
declaration-as-of-unknown = nicht angegeben
declaration-status = Gewissheit
declaration-verbatim = Wörtlich
declaration-source = Quelle
declaration-note = Anmerkung
declaration-measure-killed = getötet
declaration-measure-injured = verletzt
declaration-measure-detained = festgenommen
declaration-measure-missing = vermisst
declaration-measure-executed = hingerichtet
declaration-measure-sentenced = zum Tode verurteilt
declaration-measure-displaced = vertrieben
declaration-status-confirmed = bestätigt
declaration-status-partly-confirmed = teilweise bestätigt
declaration-status-reported = berichtet, nicht geprüft
declaration-status-under-investigation = wird untersucht
declaration-status-estimated = geschätzt
declaration-status-projected = vorausberechnet
declaration-status-contested = umstritten
declaration-status-retracted = zurückgezogen

declaration-signatures = Unterschriften
declaration-split =
    Unterzeichnet haben { $persons ->
        [one] { $persons } Person
       *[other] { $persons } Personen
    } und { $organisations ->
        [one] { $organisations } Organisation
       *[other] { $organisations } Organisationen
    }.
declaration-shown = Davon { $shown ->
        [one] steht { $shown }
       *[other] stehen { $shown }
    } sichtbar auf der Liste; { $hidden ->
        [one] { $hidden } wird gezählt und nicht gezeigt.
       *[other] { $hidden } werden gezählt und nicht gezeigt.
    }
declaration-none = Noch hat niemand unterzeichnet.
declaration-newest = Die Neuesten auf der Liste
declaration-all = Alle, die auf der Liste stehen

declaration-sign-heading = Diese Erklärung unterzeichnen
declaration-what-is-signed = Unterzeichnet wird genau der Text oben, auf { $language }.
declaration-closes = Das ist bis { $day } möglich.
declaration-closed-on = Diese Erklärung konnte bis { $day } unterzeichnet werden.
declaration-closed = Diese Erklärung kann nicht mehr unterzeichnet werden.
# Folgt auf einen der beiden davor.
declaration-closed-final = Damit ist die Sammlung endgültig beendet: Es kommt niemand mehr hinzu. Wer unterzeichnet hat, kann weiterhin zurückziehen.

declaration-wording = Genau dieser Text
declaration-wording-why = Jede Unterschrift gehört zu einem Text, bis auf das letzte Zeichen. Daraus ist der Fingerabdruck unten berechnet; an ihm zeigt sich, ob eine Abschrift derselbe Text ist.
declaration-revision = Fassung
declaration-revision-of = Nr. { $number } auf { $language }
declaration-digest = Fingerabdruck (SHA-256)
declaration-address = Adresse dieser Seite
declaration-permalink = Adresse genau dieses Textes
declaration-log = Wie sich die Unterschriften nachprüfen lassen

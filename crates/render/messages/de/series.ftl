# Figures: one question, everybody's answers, and how they are chosen.

# The page of one question and everybody's answers.
series-window = Zahl: { $title }
# Before a link to the declaration.
series-of = Aus der Erklärung
series-used = Die Erklärung verwendet
series-why = Warum diese Zahl
# Instead of "the declaration uses", where its text does not.
series-chosen = Ausgewählt, aber in diesem Text nicht verwendet
# Before a day.
series-begun = Im öffentlichen Verzeichnis seit
series-sources-label = Quellen
series-sources =
    { $count ->
        [0] Niemand ist genannt, der gezählt hat.
        [one] Alles geht auf eine einzige Quelle zurück.
       *[other] { $count } voneinander unabhängige Quellen.
    }
series-sources-named =
    { $count ->
        [0] Niemand ist genannt, der gezählt hat.
        [one] Von einer Quelle genannt.
       *[other] Von { $count } Quellen genannt.
    }

series-current = Was gesagt wird
series-current-hint = Von der niedrigsten zur höchsten Angabe, gleich wer sie macht. Nichts wird zusammengezählt oder gemittelt.
series-nothing = Zurzeit gilt keine Angabe.
series-apart = Gesondert gezeigt
series-apart-hint = Fälle, die untersucht werden, und Vorausberechnungen. Sie werden nie zum Gezählten hinzugerechnet.
series-time = Im Lauf der Zeit
# What a screen reader says instead of the picture.
series-chart = Diagramm der Zählungen vom { $from } bis zum { $until }. Die Tabelle darunter sagt dasselbe.
series-marks = So sind die Zeichen zu lesen:
series-undated =
    { $count ->
        [one] Eine Angabe trägt keinen Tag und ist nicht gezeichnet.
       *[other] { $count } Angaben tragen keinen Tag und sind nicht gezeichnet.
    }
series-table = Als Tabelle
series-number = Zahl
series-history = Ersetzt und zurückgezogen
series-history-hint = Was früher gesagt wurde, bleibt lesbar.
series-data = Als Daten
series-settings = Fingerabdruck von Frage, Wahl und Begründung

# Who counted, and who passed it on.
series-chain = { $claimant }, berichtet von { $reporters }
series-about = um den { $day }
# How old a count is.
series-age-days =
    { $count ->
        [one] einen Tag alt
       *[other] { $count } Tage alt
    }
series-age-months =
    { $count ->
        [one] einen Monat alt
       *[other] { $count } Monate alt
    }
series-age-years =
    { $count ->
        [one] ein Jahr alt
       *[other] { $count } Jahre alt
    }
series-retracted = Zurückgezogen am { $day }; nicht mehr darauf stützen:
# Before a later count that does not change the signed text.
series-since = Seither bekannt:
series-more = Alle Angaben, ihre Geschichte und Daten
series-kind = Art der Quelle
series-counting = Gezählt
series-counting-since = alles seit dem { $start }
series-counting-period = vom { $start } bis zum { $end }
series-place = Ort
series-place-near = nahe { $place }
series-place-within = irgendwo in { $place }
series-actor = Von der Quelle zugeschrieben
series-confidence = Wie sicher wir sind
series-confidence-high = sehr
series-confidence-medium = ziemlich
series-confidence-low = wenig
series-parts-disjoint = Setzt sich zusammen aus
series-parts-overlapping = Darunter, teils mehrfach
series-parts-partial = Darunter
series-method = Wie gezählt wird
series-published = Veröffentlicht
series-retrieved = Dort gelesen
series-archive = Archivierte Kopie
series-snapshot = Fingerabdruck unserer Kopie
series-break = Ab hier anders gezählt
series-replaces = Ersetzt
series-replaced = Ersetzt durch
series-record = Eintrag
series-record-here = wie er im öffentlichen Verzeichnis steht

series-kind-own-documentation = eigene Dokumentation
series-kind-ngo = Nichtregierungsorganisation
series-kind-un-body = Organ der Vereinten Nationen
series-kind-state-authority = staatliche Stelle
series-kind-hospital-or-morgue = Krankenhaus oder Leichenhalle
series-kind-court = Gericht
series-kind-media = Presse oder Rundfunk
series-kind-social-media = soziale Medien
series-kind-leaked-document = durchgesickertes Dokument
series-kind-witness = Augenzeugnis
series-unit-persons = Menschen
series-unit-families = Familien
series-unit-incidents = Vorfälle
series-unit-places = Orte

series-method-link = Wie die Zahlen gewählt und geprüft werden
series-method-window = Wie die Zahlen gewählt sind: { $title }
series-method-unsigned = Diese Seite gehört nicht zu dem, was unterschrieben wird, und kann sich ändern.
series-method-whose = Die Fragen, und wessen Zählungen gelten

series-feed-counted = Gezählt von { $claimant }, Stand { $day }.
series-feed-undated = Gezählt von { $claimant }.

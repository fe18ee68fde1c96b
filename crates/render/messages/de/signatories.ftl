# Die öffentliche Liste.

signatories-window = Unterzeichnende: { $title }
signatories-heading = Unterzeichnende
signatories-search = In der Liste suchen
signatories-prefix = Name beginnt mit
signatories-class = Wer
signatories-class-all = alle
signatories-class-persons = Personen
signatories-class-organisations = Organisationen
signatories-language = Sprache der Unterschrift
signatories-language-all = jede
signatories-order = Reihenfolge
signatories-order-newest = Neueste zuerst
signatories-order-name = nach Namen
signatories-apply = Anzeigen
signatories-clear = Alle anzeigen
signatories-none = Noch steht niemand auf der Liste.
signatories-none-found = Niemand auf der Liste passt dazu.
signatories-organisation = Organisation
signatories-pages = Seiten der Liste
signatories-after = Nächste Seite
signatories-hidden = Wer sich nur zählen lässt, steht in keiner Liste und lässt sich auch durch Suchen nicht finden.

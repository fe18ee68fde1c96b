# Reports: accounts of events that support a declaration and may quote others.

report-heading = Rapports
report-window = Rapport : { $title }
# In front of the title of a declaration.
report-of = À l’appui de
report-kind-report = rapport
report-kind-eyewitness = témoignage direct
report-kind-chronology = chronologie
report-kind-update = nouvelles de la déclaration
report-supports = Demandes qu’il appuie
# Above reports, on the page of a demand.
report-supporting = Rapports qui l’appuient

# What the mark (…) in a quotation means.
report-omitted = un passage est omis ici
report-omissions = { $count ->
    [one] une coupure, signalée par (…)
   *[other] { $count } coupures, chacune signalée par (…)
}
# Below a quotation. The language is named in that language.
report-translated-from = traduit ; langue originale : { $language }
report-translated-by = traduit par { $name } ; langue originale : { $language }

report-exact = Exactement ce rapport
report-exact-why = Personne ne signe un rapport, il ne figure donc pas au registre. Son empreinte montre si une copie dit la même chose.
report-added = Publié ici le
report-changed = Dernière modification
report-record = Ce dont l’empreinte est calculée

report-feed = Nouvelles et rapports par flux (Atom)
# The title of the feed.
report-feed-title = Nouvelles : { $title }
# The lines of an entry of the feed.
report-feed-line = { $kind }, date : { $date }
report-feed-quotes = Cite { $speakers }
report-feed-supports = Appuie la demande : { $demand }

# Reports: accounts of events that support a declaration and may quote others.

report-heading = Berichte
report-window = Bericht: { $title }
# In front of the title of a declaration.
report-of = Zur Unterstützung von
report-kind-report = Bericht
report-kind-eyewitness = Augenzeugenbericht
report-kind-chronology = Chronik
report-kind-update = Neues zur Erklärung
report-supports = Forderungen, die er stützt
# Above reports, on the page of a demand.
report-supporting = Berichte, die sie stützen

# What the mark (…) in a quotation means.
report-omitted = hier ist etwas ausgelassen
report-omissions = { $count ->
    [one] eine Auslassung, mit (…) gekennzeichnet
   *[other] { $count } Auslassungen, jede mit (…) gekennzeichnet
}
# Below a quotation. The language is named in that language.
report-translated-from = übersetzt; Originalsprache: { $language }
report-translated-by = übersetzt von { $name }; Originalsprache: { $language }

report-exact = Genau dieser Bericht
report-exact-why = Einen Bericht unterzeichnet niemand, darum steht er nicht im Verzeichnis. Sein Fingerabdruck zeigt, ob eine Kopie dasselbe sagt.
report-added = Hier erschienen am
report-changed = Zuletzt geändert am
report-record = Woraus der Fingerabdruck berechnet ist

report-feed = Neues und Berichte als Feed (Atom)
# The title of the feed.
report-feed-title = Neues: { $title }
# The lines of an entry of the feed.
report-feed-line = { $kind }, Datum: { $date }
report-feed-quotes = Zitiert: { $speakers }
report-feed-supports = Stützt die Forderung: { $demand }

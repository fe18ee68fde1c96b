# Reports: accounts of events that support a declaration and may quote others.

report-heading = Reports
report-window = Report: { $title }
# In front of the title of a declaration.
report-of = In support of
report-kind-report = report
report-kind-eyewitness = eyewitness account
report-kind-chronology = chronology
report-kind-update = news of the declaration
report-supports = Demands it supports
# Above reports, on the page of a demand.
report-supporting = Reports that support it

# What the mark (…) in a quotation means.
report-omitted = something is left out here
report-omissions = { $count ->
    [one] one passage left out, marked (…)
   *[other] { $count } passages left out, each marked (…)
}
# Below a quotation. The language is named in that language.
report-translated-from = translated from { $language }
report-translated-by = translated from { $language } by { $name }

report-exact = Exactly this report
report-exact-why = Nobody signs a report, so it does not stand in the log. Its fingerprint tells whether a copy says the same.
report-added = Published here on
report-changed = Last changed on
report-record = What the fingerprint is computed of

report-feed = News and reports as a feed (Atom)
# The title of the feed.
report-feed-title = News: { $title }
# The lines of an entry of the feed.
report-feed-line = { $kind }, dated { $date }
report-feed-quotes = Quotes { $speakers }
report-feed-supports = Supports the demand: { $demand }

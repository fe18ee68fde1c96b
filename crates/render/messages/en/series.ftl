# Figures: one question, everybody's answers, and how they are chosen.

# The page of one question and everybody's answers.
series-window = Figure: { $title }
# Before a link to the declaration.
series-of = From the declaration
series-used = The declaration uses
series-why = Why this one
# Instead of "the declaration uses", where its text does not.
series-chosen = Chosen, and not used in this text
# Before a day.
series-begun = In the public log since
series-sources-label = Sources
series-sources =
    { $count ->
        [0] Nobody is named who counted.
        [one] All of it goes back to one source.
       *[other] { $count } sources, independent of each other.
    }
# Where it is not known of every source what it goes back to.
series-sources-named =
    { $count ->
        [0] Nobody is named who counted.
        [one] Named by one source.
       *[other] Named by { $count } sources.
    }

series-current = What is said
series-current-hint = From the lowest to the highest, whoever says it. Nothing is added up or averaged.
series-nothing = No claim stands at the moment.
series-apart = Shown apart
series-apart-hint = Cases under investigation and forecasts. They are never added to what was counted.
series-time = Over time
# What a screen reader says instead of the picture.
series-chart = Chart of the counts from { $from } to { $until }. The table below says the same.
series-marks = How to read the marks:
series-undated =
    { $count ->
        [one] One claim has no day and is not drawn.
       *[other] { $count } claims have no day and are not drawn.
    }
series-table = As a table
series-number = Number
series-history = Replaced and retracted
series-history-hint = What was said before stays readable.
series-data = As data
series-settings = Fingerprint of question, choice and reason

# Around one claim.
# Who counted, and who passed it on.
series-chain = { $claimant }, as reported by { $reporters }
series-about = about { $day }
# How old a count is.
series-age-days =
    { $count ->
        [one] one day old
       *[other] { $count } days old
    }
series-age-months =
    { $count ->
        [one] one month old
       *[other] { $count } months old
    }
series-age-years =
    { $count ->
        [one] one year old
       *[other] { $count } years old
    }
series-retracted = Retracted on { $day }; do not rely on it:
# Before a later count that does not change the signed text.
series-since = Known since:
series-more = All claims, their history and data
series-kind = Kind of source
series-counting = Counted
series-counting-since = everything since { $start }
series-counting-period = from { $start } to { $end }
series-place = Place
series-place-near = near { $place }
series-place-within = somewhere in { $place }
series-actor = Attributed by the source to
series-confidence = How sure we are
series-confidence-high = very
series-confidence-medium = rather
series-confidence-low = little
series-parts-disjoint = Made up of
series-parts-overlapping = Among them, some more than once
series-parts-partial = Among them
series-method = How it is counted
series-published = Published
series-retrieved = Read there
series-archive = Archived copy
series-snapshot = Fingerprint of the copy we keep
series-break = Counted otherwise from here on
series-replaces = Replaces
series-replaced = Replaced by
series-record = Record
series-record-here = as it stands in the public log

series-kind-own-documentation = own documentation
series-kind-ngo = non-governmental organisation
series-kind-un-body = body of the United Nations
series-kind-state-authority = state authority
series-kind-hospital-or-morgue = hospital or morgue
series-kind-court = court
series-kind-media = press or broadcasting
series-kind-social-media = social media
series-kind-leaked-document = leaked document
series-kind-witness = eyewitness
series-unit-persons = people
series-unit-families = families
series-unit-incidents = incidents
series-unit-places = places

# The page on how the figures are chosen.
series-method-link = How the figures are chosen and checked
series-method-window = How the figures are chosen: { $title }
series-method-unsigned = This page is not part of what is signed, and may change.
series-method-whose = The questions, and whose counts are used

# In a feed.
series-feed-counted = Counted by { $claimant }, as of { $day }.
series-feed-undated = Counted by { $claimant }.

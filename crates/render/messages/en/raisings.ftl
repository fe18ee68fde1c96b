# Where the demands of a declaration were raised, and what came of them.

raisings-heading = What came of the demands
raisings-window = Demand: { $title }
raisings-demand-of = A demand of
# Above a demand that the newest text no longer makes.
raisings-earlier = The text that is signed now no longer makes this demand. It stands in an earlier one.
raisings-standing = Stands as
raisings-since = since { $day }
# What was learnt last of a demand.
raisings-last = Last heard
raisings-text = Made in
raisings-address = Address of this page
raisings-where = Where it was raised
raisings-nowhere = It is not known here that it was raised anywhere so far.
raisings-on = Raised on
raisings-by = Raised by
raisings-document = With
raisings-record = Recorded as
raisings-entry = line { $leaf } of the public log
raisings-answered = Answered on { $day }:
raisings-retracted = Retracted; do not rely on it:
raisings-retracted-short = retracted
raisings-vouched = Entered by those who began the declaration. A later change is added to the log and cannot replace what stood there.
raisings-feed = News of the demands as a feed (Atom)
# The title of the feed.
raisings-feed-title = What came of the demands: { $title }
# The title of one entry of the feed.
raisings-feed-entry = { $venue }: raised on { $day }
# One line of an entry of the feed.
raisings-feed-line = { $demand } — { $status }
raisings-feed-answer = Answered on { $day }: { $answer }
raisings-feed-retracted = Retracted; do not rely on it: { $why }

# Where a demand stands after everything that was done about it.
raisings-state-open = open
raisings-state-acknowledged = acknowledged
raisings-state-partly-met = met in part
raisings-state-met = met
raisings-state-refused = refused
raisings-state-overtaken = overtaken by events

# What one raising says of it.
raisings-status-raised = raised, no answer yet
raisings-status-answered = answered, not decided
raisings-status-accepted = agreed to
raisings-status-partly = met in part
raisings-status-met = met
raisings-status-refused = refused
raisings-status-no-answer = left without an answer
raisings-status-overtaken = overtaken by events

raisings-kind-union = trade union
raisings-kind-parliament = parliament or council
raisings-kind-government = government or authority
raisings-kind-company = company
raisings-kind-organisation = organisation
raisings-kind-court = court
raisings-kind-media = press or broadcasting

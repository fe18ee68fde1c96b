# Wo die Forderungen einer Erklärung vorgebracht wurden und was daraus wurde.

raisings-heading = Was aus den Forderungen wurde
raisings-window = Forderung: { $title }
raisings-demand-of = Eine Forderung aus
# Über einer Forderung, die der neueste Text nicht mehr erhebt.
raisings-earlier = Der Text, der jetzt unterzeichnet wird, erhebt diese Forderung nicht mehr. Sie steht in einem früheren.
raisings-standing = Stand
raisings-since = seit dem { $day }
# What was learnt last of a demand.
raisings-last = Zuletzt gehört
raisings-text = Erhoben in
raisings-address = Adresse dieser Seite
raisings-where = Wo sie vorgebracht wurde
raisings-nowhere = Dass sie schon irgendwo vorgebracht wurde, ist hier nicht bekannt.
raisings-on = Vorgebracht am
raisings-by = Vorgebracht von
raisings-document = Mit
raisings-record = Verzeichnet als
raisings-entry = Zeile { $leaf } des öffentlichen Verzeichnisses
raisings-answered = Antwort vom { $day }:
raisings-retracted = Zurückgezogen, bitte nicht darauf stützen:
raisings-retracted-short = zurückgezogen
raisings-vouched = Eingetragen von denen, die die Erklärung begonnen haben. Eine spätere Änderung kommt im Verzeichnis hinzu und kann nicht ersetzen, was dort stand.
raisings-feed = Neues zu den Forderungen als Feed (Atom)
# Der Titel des Feeds.
raisings-feed-title = Was aus den Forderungen wurde: { $title }
# Der Titel eines Eintrags im Feed.
raisings-feed-entry = { $venue }: vorgebracht am { $day }
# Eine Zeile eines Eintrags im Feed.
raisings-feed-line = { $demand } – { $status }
raisings-feed-answer = Antwort vom { $day }: { $answer }
raisings-feed-retracted = Zurückgezogen, bitte nicht darauf stützen: { $why }

# Where a demand stands after everything that was done about it.
raisings-state-open = offen
raisings-state-acknowledged = zur Kenntnis genommen
raisings-state-partly-met = zum Teil erfüllt
raisings-state-met = erfüllt
raisings-state-refused = abgelehnt
raisings-state-overtaken = durch die Ereignisse überholt

# What one raising says of it.
raisings-status-raised = vorgebracht, noch ohne Antwort
raisings-status-answered = beantwortet, nicht entschieden
raisings-status-accepted = zugesagt
raisings-status-partly = zum Teil erfüllt
raisings-status-met = erfüllt
raisings-status-refused = abgelehnt
raisings-status-no-answer = ohne Antwort geblieben
raisings-status-overtaken = durch die Ereignisse überholt

raisings-kind-union = Gewerkschaft
raisings-kind-parliament = Parlament oder Rat
raisings-kind-government = Regierung oder Behörde
raisings-kind-company = Unternehmen
raisings-kind-organisation = Organisation
raisings-kind-court = Gericht
raisings-kind-media = Presse oder Rundfunk

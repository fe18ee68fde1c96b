# Where the demands of a declaration were raised, and what came of them.

raisings-heading = Ce que sont devenues les demandes
raisings-window = Demande : { $title }
raisings-demand-of = Une demande de
# Above a demand that the newest text no longer makes.
raisings-earlier = Le texte signé aujourd’hui ne contient plus cette demande. Elle figure dans un texte antérieur.
raisings-standing = État
raisings-since = depuis le { $day }
# What was learnt last of a demand.
raisings-last = Dernière nouvelle
raisings-text = Formulée dans
raisings-address = Adresse de cette page
raisings-where = Où elle a été portée
raisings-nowhere = On ne sait pas ici qu’elle ait déjà été portée quelque part.
raisings-on = Portée le
raisings-by = Portée par
raisings-document = Avec
raisings-record = Inscrite comme
raisings-entry = ligne { $leaf } du registre public
raisings-answered = Réponse du { $day } :
raisings-retracted = Rétracté ; ne pas s’y fier :
raisings-retracted-short = rétracté
raisings-vouched = Inscrit par celles et ceux qui ont lancé la déclaration. Une modification ultérieure s’ajoute au registre et ne peut pas remplacer ce qui y figurait.
raisings-feed = Suivre les demandes par flux (Atom)
# The title of the feed.
raisings-feed-title = Ce que sont devenues les demandes : { $title }
# The title of one entry of the feed.
raisings-feed-entry = { $venue } : portée le { $day }
# One line of an entry of the feed.
raisings-feed-line = { $demand } – { $status }
raisings-feed-answer = Réponse du { $day } : { $answer }
raisings-feed-retracted = Rétracté ; ne pas s’y fier : { $why }

# Where a demand stands after everything that was done about it.
raisings-state-open = ouverte
raisings-state-acknowledged = prise en considération
raisings-state-partly-met = satisfaite en partie
raisings-state-met = satisfaite
raisings-state-refused = refusée
raisings-state-overtaken = dépassée par les événements

# What one raising says of it.
raisings-status-raised = portée, pas encore de réponse
raisings-status-answered = réponse reçue, pas de décision
raisings-status-accepted = acceptée
raisings-status-partly = satisfaite en partie
raisings-status-met = satisfaite
raisings-status-refused = refusée
raisings-status-no-answer = restée sans réponse
raisings-status-overtaken = dépassée par les événements

raisings-kind-union = syndicat
raisings-kind-parliament = parlement ou conseil
raisings-kind-government = gouvernement ou autorité
raisings-kind-company = entreprise
raisings-kind-organisation = organisation
raisings-kind-court = tribunal
raisings-kind-media = presse ou audiovisuel

# Where the demands of a declaration were raised, and what came of them.

raisings-heading = Qué resultó de las demandas
raisings-window = Demanda: { $title }
raisings-demand-of = Una demanda de
# Above a demand that the newest text no longer makes.
raisings-earlier = El texto que se firma ahora ya no plantea esta demanda. Figura en uno anterior.
raisings-standing = Estado
raisings-since = desde el { $day }
# What was learnt last of a demand.
raisings-last = Última noticia
raisings-text = Formulada en
raisings-address = Dirección de esta página
raisings-where = Dónde se planteó
raisings-nowhere = Aquí no consta que se haya planteado en ningún sitio hasta ahora.
raisings-on = Planteada el
raisings-by = Planteada por
raisings-document = Con
raisings-record = Registrada como
raisings-entry = línea { $leaf } del registro público
raisings-answered = Respuesta del { $day }:
raisings-retracted = Retirado; no se apoye en ello:
raisings-retracted-short = retirado
raisings-vouched = Anotado por quienes iniciaron la declaración. Un cambio posterior se añade al registro y no puede sustituir lo que allí figuraba.
raisings-feed = Novedades de las demandas por suscripción web (Atom)
# The title of the feed.
raisings-feed-title = Qué resultó de las demandas: { $title }
# The title of one entry of the feed.
raisings-feed-entry = { $venue }: planteada el { $day }
# One line of an entry of the feed.
raisings-feed-line = { $demand } – { $status }
raisings-feed-answer = Respuesta del { $day }: { $answer }
raisings-feed-retracted = Retirado; no se apoye en ello: { $why }

# Where a demand stands after everything that was done about it.
raisings-state-open = abierta
raisings-state-acknowledged = tomada en consideración
raisings-state-partly-met = cumplida en parte
raisings-state-met = cumplida
raisings-state-refused = rechazada
raisings-state-overtaken = superada por los acontecimientos

# What one raising says of it.
raisings-status-raised = planteada, aún sin respuesta
raisings-status-answered = respondida, sin decisión
raisings-status-accepted = aceptada
raisings-status-partly = cumplida en parte
raisings-status-met = cumplida
raisings-status-refused = rechazada
raisings-status-no-answer = quedó sin respuesta
raisings-status-overtaken = superada por los acontecimientos

raisings-kind-union = sindicato
raisings-kind-parliament = parlamento o consejo
raisings-kind-government = gobierno o autoridad
raisings-kind-company = empresa
raisings-kind-organisation = organización
raisings-kind-court = tribunal
raisings-kind-media = prensa, radio o televisión

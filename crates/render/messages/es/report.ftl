# Reports: accounts of events that support a declaration and may quote others.

report-heading = Informes
report-window = Informe: { $title }
# In front of the title of a declaration.
report-of = En apoyo de
report-kind-report = informe
report-kind-eyewitness = testimonio directo
report-kind-chronology = cronología
report-kind-update = novedades de la declaración
report-supports = Demandas que respalda
# Above reports, on the page of a demand.
report-supporting = Informes que la respaldan

# What the mark (…) in a quotation means.
report-omitted = aquí se omite algo
report-omissions = { $count ->
    [one] una omisión, marcada con (…)
   *[other] { $count } omisiones, cada una marcada con (…)
}
# Below a quotation. The language is named in that language.
report-translated-from = traducido; idioma original: { $language }
report-translated-by = traducido por { $name }; idioma original: { $language }

report-exact = Exactamente este informe
report-exact-why = Nadie firma un informe, por eso no figura en el registro. Su huella muestra si una copia dice lo mismo.
report-added = Publicado aquí el
report-changed = Último cambio
report-record = De qué se calcula la huella

report-feed = Novedades e informes por suscripción web (Atom)
# The title of the feed.
report-feed-title = Novedades: { $title }
# The lines of an entry of the feed.
report-feed-line = { $kind }, fecha: { $date }
report-feed-quotes = Cita a { $speakers }
report-feed-supports = Respalda la demanda: { $demand }

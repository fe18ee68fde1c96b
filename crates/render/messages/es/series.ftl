# Figures: one question, everybody's answers, and how they are chosen.

# The page of one question and everybody's answers.
series-window = Cifra: { $title }
# Before a link to the declaration.
series-of = De la declaración
series-used = La declaración utiliza
series-why = Por qué esta
# Instead of "the declaration uses", where its text does not.
series-chosen = Elegida, pero no utilizada en este texto
# Before a day.
series-begun = En el registro público desde
series-sources-label = Fuentes
series-sources =
    { $count ->
        [0] No se indica de quién es el recuento.
        [one] Todo procede de una sola fuente.
       *[other] { $count } fuentes independientes entre sí.
    }
series-sources-named =
    { $count ->
        [0] No se indica de quién es el recuento.
        [one] Citado por una fuente.
       *[other] Citado por { $count } fuentes.
    }

series-current = Lo que se dice
series-current-hint = De la más baja a la más alta, venga de quien venga. Nada se suma ni se promedia.
series-nothing = De momento no hay ninguna cifra vigente.
series-apart = Aparte
series-apart-hint = Casos en investigación y proyecciones. Nunca se suman a lo contado.
series-time = A lo largo del tiempo
# What a screen reader says instead of the picture.
series-chart = Gráfico de los recuentos, del { $from } al { $until }. La tabla de abajo dice lo mismo.
series-marks = Cómo leer los signos:
series-undated =
    { $count ->
        [one] Una cifra no tiene fecha y no está dibujada.
       *[other] { $count } cifras no tienen fecha y no están dibujadas.
    }
series-table = En una tabla
series-number = Número
series-history = Sustituidas y retiradas
series-history-hint = Lo dicho antes sigue siendo legible.
series-data = Como datos
series-settings = Huella de la pregunta, la elección y el motivo

# Who counted, and who passed it on.
series-chain = { $claimant }, según { $reporters }
series-about = hacia el { $day }
# How old a count is.
series-age-days =
    { $count ->
        [one] de hace un día
       *[other] de hace { $count } días
    }
series-age-months =
    { $count ->
        [one] de hace un mes
       *[other] de hace { $count } meses
    }
series-age-years =
    { $count ->
        [one] de hace un año
       *[other] de hace { $count } años
    }
series-retracted = Retirada el { $day }; no se apoye en ella:
# Before a later count that does not change the signed text.
series-since = Se sabe desde entonces:
series-more = Todas las cifras, su historia y sus datos
series-kind = Tipo de fuente
series-counting = Período contado
series-counting-since = todo desde el { $start }
series-counting-period = del { $start } al { $end }
series-place = Lugar
series-place-near = cerca de { $place }
series-place-within = en algún lugar de { $place }
series-actor = La fuente lo atribuye a
series-confidence = Nuestra seguridad
series-confidence-high = alta
series-confidence-medium = media
series-confidence-low = baja
series-parts-disjoint = Se compone de
series-parts-overlapping = Entre ellas, algunas más de una vez
series-parts-partial = Entre ellas
series-method = Cómo se cuenta
series-published = Publicada
series-retrieved = Consultada
series-archive = Copia archivada
series-snapshot = Huella de nuestra copia
series-break = A partir de aquí se cuenta de otro modo
series-replaces = Sustituye a
series-replaced = Sustituida por
series-record = Ficha
series-record-here = tal como consta en el registro público

series-kind-own-documentation = documentación propia
series-kind-ngo = organización no gubernamental
series-kind-un-body = órgano de las Naciones Unidas
series-kind-state-authority = autoridad estatal
series-kind-hospital-or-morgue = hospital o morgue
series-kind-court = tribunal
series-kind-media = prensa o radiotelevisión
series-kind-social-media = redes sociales
series-kind-leaked-document = documento filtrado
series-kind-witness = testimonio
series-unit-persons = personas
series-unit-families = familias
series-unit-incidents = incidentes
series-unit-places = lugares

series-method-link = Cómo se eligen y comprueban las cifras
series-method-window = Cómo se eligen las cifras: { $title }
series-method-unsigned = Esta página no forma parte de lo que se firma y puede cambiar.
series-method-whose = Las preguntas y los recuentos que se usan

series-feed-counted = Recuento de { $claimant }, situación a fecha de { $day }.
series-feed-undated = Recuento de { $claimant }.

# Figures: one question, everybody's answers, and how they are chosen.

# The page of one question and everybody's answers.
series-window = Chiffre : { $title }
# Before a link to the declaration.
series-of = Tiré de la déclaration
series-used = La déclaration utilise
series-why = Pourquoi celui-ci
# Instead of "the declaration uses", where its text does not.
series-chosen = Choisi, mais pas utilisé dans ce texte
# Before a day.
series-begun = Au registre public depuis
series-sources-label = Les sources
series-sources =
    { $count ->
        [0] Il n’est pas dit qui a compté.
        [one] Tout remonte à une seule source.
       *[other] { $count } sources indépendantes les unes des autres.
    }
series-sources-named =
    { $count ->
        [0] Il n’est pas dit qui a compté.
        [one] Cité par une source.
       *[other] Cité par { $count } sources.
    }

series-current = Ce qui est dit
series-current-hint = Du plus bas au plus élevé, quelle que soit la source. Rien n’est additionné ni ramené à une moyenne.
series-nothing = Aucun chiffre n’est valable pour le moment.
series-apart = Montré à part
series-apart-hint = Cas en cours d’enquête et projections. Ils ne sont jamais ajoutés à ce qui a été compté.
series-time = Au fil du temps
# What a screen reader says instead of the picture.
series-chart = Graphique des décomptes du { $from } au { $until }. Le tableau ci-dessous dit la même chose.
series-marks = Comment lire les signes :
series-undated =
    { $count ->
        [one] { $count } chiffre n’a pas de date et n’est pas tracé.
       *[other] { $count } chiffres n’ont pas de date et ne sont pas tracés.
    }
series-table = En tableau
series-number = Nombre
series-history = Remplacé ou rétracté
series-history-hint = Ce qui a été dit auparavant reste lisible.
series-data = Sous forme de données
series-settings = Empreinte de la question, du choix et de la raison

# Who counted, and who passed it on.
series-chain = { $claimant }, rapporté par { $reporters }
series-about = vers le { $day }
# How old a count is.
series-age-days =
    { $count ->
        [one] date d’il y a { $count } jour
       *[other] date d’il y a { $count } jours
    }
series-age-months =
    { $count ->
        [one] date d’il y a { $count } mois
       *[other] date d’il y a { $count } mois
    }
series-age-years =
    { $count ->
        [one] date d’il y a { $count } an
       *[other] date d’il y a { $count } ans
    }
series-retracted = Rétracté le { $day } ; ne vous y fiez pas :
# Before a later count that does not change the signed text.
series-since = Connu depuis :
series-more = Tous les chiffres, leur historique et leurs données
series-kind = Type de source
series-counting = Période comptée
series-counting-since = tout depuis le { $start }
series-counting-period = du { $start } au { $end }
series-place = Lieu
series-place-near = à proximité de ce lieu : { $place }
series-place-within = quelque part dans ce lieu : { $place }
series-actor = Attribué par la source à
series-confidence = Notre degré de confiance
series-confidence-high = élevé
series-confidence-medium = moyen
series-confidence-low = faible
series-parts-disjoint = Se compose de
series-parts-overlapping = Parmi eux, parfois en double
series-parts-partial = Parmi eux
series-method = Méthode de comptage
series-published = Publié
series-retrieved = Consulté
series-archive = Copie archivée
series-snapshot = Empreinte de notre copie
series-break = Compté autrement à partir d’ici
series-replaces = Remplace
series-replaced = Remplacé par
series-record = Fiche
series-record-here = telle qu’elle figure au registre public

series-kind-own-documentation = documentation propre
series-kind-ngo = organisation non gouvernementale
series-kind-un-body = organe des Nations unies
series-kind-state-authority = autorité de l’État
series-kind-hospital-or-morgue = hôpital ou morgue
series-kind-court = tribunal
series-kind-media = presse ou audiovisuel
series-kind-social-media = réseaux sociaux
series-kind-leaked-document = document ayant fuité
series-kind-witness = témoignage
series-unit-persons = personnes
series-unit-families = familles
series-unit-incidents = événements
series-unit-places = lieux

series-method-link = Comment les chiffres sont choisis et vérifiés
series-method-window = Comment les chiffres sont choisis : { $title }
series-method-unsigned = Cette page ne fait pas partie de ce qui est signé et peut changer.
series-method-whose = Les questions, et quels décomptes sont utilisés

series-feed-counted = Compté par { $claimant }, situation au { $day }.
series-feed-undated = Compté par { $claimant }.

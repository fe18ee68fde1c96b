# The public list.

signatories-window = Signataires : { $title }
signatories-heading = Signataires
signatories-search = Rechercher dans la liste
signatories-prefix = Nom commençant par
signatories-class = Qui
signatories-class-all = tout le monde
signatories-class-persons = personnes
signatories-class-organisations = organisations
signatories-language = Langue de la signature
signatories-language-all = toutes
signatories-order = Ordre
signatories-order-newest = les plus récentes d’abord
signatories-order-name = par nom
signatories-apply = Afficher
signatories-clear = Tout afficher
signatories-none = Personne n’est encore montré.
signatories-none-found = Personne sur la liste ne correspond.
signatories-organisation = organisation
signatories-pages = Pages de la liste
signatories-after = Page suivante
signatories-hidden = Les signatures qui sont seulement comptées ne figurent sur aucune liste et ne peuvent pas être trouvées par une recherche.

# A declaration: its text, figures, signatures and form.

declaration-window = { $title }
# Shown when the interface is not available in the language of the text.
declaration-interface = Langue du texte : { $language }. Tout ce qui l’entoure est en français.
declaration-addressees = À l’attention de
declaration-initiators = À l’initiative de
declaration-supporters = Avec le soutien de
declaration-first = Première publication
declaration-translation = Traduction
# A link to the original.
declaration-original = Langue de l’original : { $language }.
declaration-translator = Traduction : { $name }
declaration-behind = L’original a été modifié depuis ; cette traduction n’est pas encore à jour.
# Follows a large number: the word alone.
declaration-count =
    { $count ->
        [one] signature
       *[other] signatures
    }
declaration-sign = Signer

declaration-figures = Les chiffres et leurs sources
declaration-claimed = Compté par
declaration-source-missing = source manquante
declaration-as-of = Situation au
declaration-as-of-unknown = non indiqué
declaration-status = Degré de certitude
declaration-verbatim = Dans ses propres mots
declaration-source = Source
declaration-note = Remarque
declaration-measure-killed = personnes tuées
declaration-measure-injured = personnes blessées
declaration-measure-detained = personnes détenues
declaration-measure-missing = personnes disparues
declaration-measure-executed = personnes exécutées
declaration-measure-sentenced = personnes condamnées à mort
declaration-measure-displaced = personnes déplacées
declaration-status-confirmed = confirmé
declaration-status-partly-confirmed = confirmé en partie
declaration-status-reported = rapporté, non vérifié
declaration-status-under-investigation = en cours d’enquête
declaration-status-estimated = estimé
declaration-status-projected = projeté
declaration-status-contested = contesté
declaration-status-retracted = rétracté

declaration-signatures = Signatures
declaration-split =
    { $persons ->
        [one] { $persons } personne
       *[other] { $persons } personnes
    } et { $organisations ->
        [one] { $organisations } organisation
       *[other] { $organisations } organisations
    } ont signé.
declaration-shown = { $shown ->
        [one] { $shown } figure
       *[other] { $shown } figurent
    } visiblement sur la liste ; { $hidden ->
        [one] { $hidden } compte sans être montrée.
       *[other] { $hidden } comptent sans être montrées.
    }
declaration-none = Personne n’a encore signé.
declaration-newest = Les plus récentes de la liste
declaration-all = Tous les noms visibles

declaration-sign-heading = Signer cette déclaration
declaration-what-is-signed = Vous signez exactement le texte ci-dessus, dans cette langue : { $language }.
declaration-closes = Elle peut être signée jusqu’au { $day }.
declaration-closed-on = Cette déclaration pouvait être signée jusqu’au { $day }.
declaration-closed = Cette déclaration ne peut plus être signée.
# Follows one of the two before.
declaration-closed-final = La collecte est définitivement terminée : plus aucune signature ne peut s’ajouter. Qui a signé peut encore retirer sa signature.

declaration-wording = Exactement ce texte
declaration-wording-why = Chaque signature appartient à un seul texte, jusqu’au dernier caractère. L’empreinte ci-dessous en est calculée ; qui en possède une copie peut savoir si c’est le même texte.
declaration-revision = Révision
declaration-revision-of = N° { $number }, langue : { $language }
declaration-digest = Empreinte (SHA-256)
declaration-address = Adresse de cette page
declaration-permalink = Adresse de ce texte précis
declaration-log = Comment vérifier les signatures

# The sign form. The consents are kept word for word for each signer: change them with care.

sign-window = Signer : { $title }
sign-again = Signer cette déclaration
sign-trouble = Pas encore envoyé
sign-trouble-stale = Le formulaire était resté ouvert longtemps, ou est arrivé trop vite. Tout ce que vous avez saisi est encore là : veuillez l’envoyer une nouvelle fois.
sign-trouble-revised = Le texte a été modifié pendant que le formulaire était ouvert. Tout ce que vous avez saisi est encore là : veuillez lire le texte tel qu’il est maintenant, et renvoyer le formulaire si vous souhaitez le signer.
sign-trouble-unavailable = Rien n’a pu être enregistré à l’instant. Tout ce que vous avez saisi est encore là : veuillez le renvoyer dans quelques minutes.
sign-mistakes =
    { $count ->
        [one] Un point demande votre attention
       *[other] { $count } points demandent votre attention
    }
# A field that people never see; programs that fill in everything give themselves away by it.
sign-trap = Laissez ce champ vide

sign-class = Je signe
sign-class-person = en tant que personne
sign-class-organisation = pour une organisation
sign-name = Nom complet
sign-name-hint = Pour une organisation, son nom complet.
sign-email = Adresse e-mail
sign-email-hint = Vous recevez un seul message pour confirmer votre signature. Votre adresse est ensuite effacée, sauf si vous demandez ci-dessous à recevoir de nos nouvelles.
sign-email-hint-forgotten = Vous recevez un seul message pour confirmer votre signature. Votre adresse est ensuite effacée.
sign-contact = Personne de contact
sign-contact-hint = Qui répond pour l’organisation. Jamais montré.
sign-place = Ville ou pays
sign-descriptor = Fonction, profession ou affiliation
sign-descriptor-hint = Par exemple : soins infirmiers, Lille ; ou : comité d’entreprise, port
sign-optional = facultatif
sign-organisation-only = pour les organisations
sign-authority = J’ai le droit de signer au nom de cette organisation.
sign-organisation-shown = Une organisation est toujours montrée sous son nom ; sa personne de contact et son adresse ne le sont pas.
sign-listing = Comment j’apparais publiquement
sign-risk = Signer révèle une opinion politique. Ce qui est public peut être lu par tout le monde : au travail, par les autorités, par la partie adverse, dans tout pays et pendant de nombreuses années. Si cela pouvait vous nuire, à vous ou à vos proches, faites seulement compter votre signature. Elle compte tout autant, et vous pourrez changer ce choix plus tard.
sign-listing-counted = Compter ma signature, sans me montrer.
sign-listing-initials = Montrer publiquement mes initiales et mon lieu.
sign-listing-named = Montrer publiquement mon nom, ma fonction, mon lieu et mon commentaire.
sign-comment = Commentaire
sign-comment-hint = Jusqu’à 1 000 caractères. N’est montré qu’avec un nom.
sign-consents = Ce à quoi je consens
sign-needed = nécessaire pour signer
sign-consent-count = Je signe cette déclaration. Je sais que ma signature révèle une opinion politique, et je consens à ce que { $controller } utilise ce que j’ai saisi ici pour confirmer ma signature et pour la compter.
sign-consent-handover = Je consens à ce que { $controller } joigne mon nom, ma fonction et mon lieu lors de la remise de la déclaration.
sign-consent-handover-to = Je consens à ce que { $controller } joigne mon nom, ma fonction et mon lieu lors de la remise de la déclaration aux destinataires suivants : { $addressees }.
sign-consent-infomail = Je souhaite recevoir par e-mail l’Infomail de { $controller } et peux m’en désabonner à tout moment.
sign-consent-infomail-signed = { $controller } peut noter à côté de mon abonnement à l’Infomail que j’ai signé cette déclaration, afin que je reçoive aussi les numéros destinés aux signataires.
sign-consent-contact = Je consens à ce que { $controller } m’écrive au sujet de cette déclaration.
sign-button = Signer
sign-then = Vous recevez ensuite un seul message. Votre signature compte dès que vous l’avez confirmée.

sign-privacy = Qui répond de vos données
sign-privacy-kept =
    { $days ->
        [one] Ce que vous saisissez est effacé au bout de { $days } jour si vous ne le confirmez pas.
       *[other] Ce que vous saisissez est effacé au bout de { $days } jours si vous ne le confirmez pas.
    } { $months ->
        [one] Les noms sont retirés au plus tard { $months } mois après la fin de la collecte.
       *[other] Les noms sont retirés au plus tard { $months } mois après la fin de la collecte.
    }
sign-privacy-rights = Chaque consentement est donné librement. Vous pouvez le retirer à tout moment avec le lien de votre message ; ce qui a été fait jusque-là reste licite. Vous avez le droit de consulter, de rectifier et d’effacer vos données, et d’en recevoir une copie.
sign-controller = Responsable du traitement
sign-complaints = Réclamations à
sign-purpose-count = Signature et décompte
sign-purpose-publish = Publication des noms
sign-purpose-handover = Remise
sign-purpose-infomail = Infomail
sign-purpose-infomail-signed = Infomail pour les signataires
sign-purpose-contact = Contact

# Said in the summary above the form and again at the field.
sign-problem-missing =
    { $field ->
        [name] Saisissez votre nom complet.
        [email] Saisissez votre adresse e-mail.
        [contact] Indiquez qui répond pour l’organisation.
       *[other] Remplissez ce champ.
    }
sign-problem-too-long =
    { $field ->
        [name] Longueur du nom : { $length } caractères ; maximum possible : { $limit }.
        [email] Longueur de l’adresse e-mail : { $length } caractères ; maximum possible : { $limit }.
        [contact] Longueur du nom de la personne de contact : { $length } caractères ; maximum possible : { $limit }.
        [place] Longueur du lieu : { $length } caractères ; maximum possible : { $limit }.
        [descriptor] Longueur de la fonction : { $length } caractères ; maximum possible : { $limit }.
        [comment] Longueur du commentaire : { $length } caractères ; maximum possible : { $limit }.
       *[other] Longueur : { $length } caractères ; maximum possible : { $limit }.
    }
sign-problem-character =
    { $field ->
        [name] Le caractère n° { $position } du nom ({ $code }) ne peut pas être affiché. Veuillez taper le nom au lieu de le coller.
        [email] Le caractère n° { $position } de l’adresse e-mail ({ $code }) ne peut pas figurer dans une adresse.
        [comment] Le caractère n° { $position } du commentaire ({ $code }) ne peut pas être affiché. Veuillez le supprimer.
       *[other] Le caractère n° { $position } de ce champ ({ $code }) ne peut pas être affiché. Veuillez taper les mots au lieu de les coller.
    }
sign-problem-marks =
    { $field ->
        [name] Une lettre du nom porte trop de signes.
        [comment] Une lettre du commentaire porte trop de signes.
       *[other] Une lettre porte trop de signes.
    }
sign-problem-link =
    { $field ->
        [name] Un nom ne peut pas contenir d’adresse web.
        [place] Un lieu ne peut pas contenir d’adresse web.
        [descriptor] Une fonction ne peut pas contenir d’adresse web.
        [comment] Un commentaire ne peut pas contenir d’adresse web.
       *[other] Il ne peut pas y avoir d’adresse web ici.
    }
sign-problem-address = Saisissez une adresse e-mail de la forme nom@example.org.
sign-problem-unreachable = Le serveur de messagerie de ce site ne peut pas écrire à des adresses contenant de telles lettres avant le @. Saisissez une autre adresse.
sign-problem-not-chosen =
    { $field ->
        [class] Choisissez si vous signez en tant que personne ou pour une organisation.
        [authority] Confirmez que vous avez le droit de signer au nom de l’organisation.
        [listing] Choisissez comment vous apparaissez publiquement.
        [consent-count] Consentez à la signature et au décompte : sans cela, aucune signature n’est possible.
       *[other] Faites un choix.
    }

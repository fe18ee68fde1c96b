# What happened, and what to do next.

notice-home = Toutes les déclarations
notice-link-expired = Ce lien est trop ancien
notice-link-expired-next = Ce qui avait été saisi est effacé, et rien n’a été compté. Si vous souhaitez signer, veuillez remplir de nouveau le formulaire.
notice-link-used = Ce lien a fait son office
notice-link-used-next = Votre signature a été confirmée avec lui. Pour la modifier ou la retirer, utilisez l’autre lien du même message.
notice-link-unknown = Ce lien ne fonctionne pas
notice-link-unknown-next = Une partie a peut-être été coupée : veuillez copier la ligne entière du message. Si votre saisie date de plus de quelques jours, elle est effacée, et vous pouvez remplir de nouveau le formulaire.
notice-already-signed = Vous avez déjà signé
notice-already-signed-next = Cette adresse e-mail a déjà confirmé une signature, par un autre message. Elle compte une fois, et rien n’a changé. Pour la modifier ou la retirer, utilisez le lien de cet autre message.
notice-already-withdrawn = Cette signature est retirée
notice-already-withdrawn-next = Elle ne compte plus et ce qui avait été saisi est effacé. Vous pouvez signer de nouveau à tout moment.
notice-struck = Cette signature a été supprimée
notice-struck-next = Celles et ceux qui ont lancé la déclaration l’ont rayée, pour un motif inscrit dans le registre public : elle y figurait deux fois, elle ne venait pas de la personne nommée, elle n’a pas passé un contrôle, une décision de justice l’imposait, ou c’était une erreur. Elle ne compte plus, et ce qui avait été saisi est effacé. Si c’est injustifié, veuillez écrire à { $contact }.
notice-closed = Cette déclaration est close
notice-closed-next = On peut encore la lire, mais plus la signer.
notice-ended = La collecte des signatures est terminée
notice-ended-next = Cette déclaration a été close avant que votre signature soit confirmée : elle n’est donc pas comptée. Vous n’avez rien à faire : ce que vous avez saisi s’efface de soi-même. La déclaration et ses signatures peuvent toujours être lues.
notice-elsewhere = Cette déclaration ne se signe pas ici
notice-elsewhere-next = Ce site ne fait que la relayer. Rien de ce qui a été saisi n’a été conservé : veuillez signer sur le site d’origine.
notice-not-found = Il n’y a rien à cette adresse
notice-not-found-next = Il manque peut-être une lettre, ou il y en a une de trop.
notice-wrong-method = Cette adresse ne répond qu’à d’autres requêtes
notice-wrong-method-next = Rien n’a été modifié. Veuillez revenir en arrière et utiliser le bouton de la page.
notice-malformed = La requête n’a pas pu être comprise
notice-malformed-next = Rien n’a été modifié. Veuillez revenir en arrière et réessayer.
notice-unknown-filter = La liste ne peut pas être montrée ainsi
notice-unknown-filter-next =
    { $field ->
        [class] L’adresse demande une catégorie de signataires qui n’existe pas. Veuillez rouvrir la liste depuis la page de la déclaration.
        [language] L’adresse demande une langue qui n’existe pas. Veuillez rouvrir la liste depuis la page de la déclaration.
        [order] L’adresse demande un ordre qui n’existe pas. Veuillez rouvrir la liste depuis la page de la déclaration.
        [after] L’adresse indique une position dans la liste qui n’existe pas. Veuillez rouvrir la liste depuis la page de la déclaration.
       *[other] L’adresse demande quelque chose que la liste ne connaît pas. Veuillez rouvrir la liste depuis la page de la déclaration.
    }
notice-foreign = Cette requête venait d’un autre site
notice-foreign-next = Rien n’a été modifié. Pour votre sécurité, veuillez utiliser le formulaire de ce site.
notice-too-large = C’était trop
notice-too-large-next = Plus de données ont été envoyées qu’il n’est possible d’en recevoir. Rien n’a été enregistré : veuillez revenir en arrière et raccourcir.
notice-wrong-type = Le formulaire a été envoyé d’une manière qui n’est pas comprise
notice-wrong-type-next = Rien n’a été modifié. Veuillez revenir en arrière et utiliser le formulaire de la page.
notice-busy = Un très grand nombre de personnes sont ici en ce moment
notice-busy-next = Rien n’a été modifié. Veuillez réessayer dans une minute.
notice-too-many = Trop de requêtes
notice-too-many-next = Rien n’a été modifié. Veuillez attendre quelques minutes avant de réessayer.
notice-broken = Quelque chose s’est cassé de notre côté
notice-broken-next = L’incident est enregistré sous le numéro { $reference }. Veuillez réessayer dans quelques minutes ; s’il se reproduit, indiquez ce numéro aux responsables du site.

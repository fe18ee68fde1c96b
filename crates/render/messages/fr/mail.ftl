# Mails. Text and HTML say the same. No mail carries a word that somebody typed into a form.

mail-confirm-subject = Veuillez confirmer votre signature : { $title }
mail-confirm-asked = Sur { $site }, quelqu’un souhaite signer cette déclaration avec votre adresse e-mail :
mail-confirm-link = Si c’était vous, ouvrez cette page et appuyez sur le bouton :
mail-confirm-code = Ou, si la page sur laquelle vous avez signé est encore ouverte, saisissez-y ce code :
mail-confirm-valid =
    { $days ->
        [one] Le lien et le code sont valables { $days } jour.
       *[other] Le lien et le code sont valables { $days } jours.
    }
mail-confirm-deleted = Si vous ne faites rien, rien ne sera compté et tout ce qui a été saisi sera effacé le { $day }.
mail-not-me = Si ce n’était pas vous, cette page efface ce qui a été saisi et, si vous le souhaitez, fait que nous n’écrivions plus jamais à cette adresse :
mail-manage = Pour changer plus tard la façon dont vous apparaissez, ou pour retirer votre signature, gardez ce lien et ne le montrez à personne :
mail-already-subject = Vous avez déjà signé : { $title }
mail-already-asked = Sur { $site }, quelqu’un souhaite signer cette déclaration avec votre adresse e-mail :
mail-already-signed = Vous l’avez déjà signée, le { $day }. Votre signature compte une fois et rien n’a changé.
mail-already-withdraw = Pour retirer cette signature, utilisez ce lien dans les sept jours et ne le montrez à personne. Pour changer la façon dont elle apparaît, utilisez le lien du message reçu lors de la signature :
mail-already-not-me = Si ce n’est pas vous qui venez de remplir le formulaire, vous n’avez rien à faire.

# After the form: look into your mail.

mailed-window = Consultez vos messages : { $title }
mailed-heading = Encore une étape : consultez vos messages
mailed-sent = Nous avons écrit à { $address }.
mailed-what =
    { $days ->
        [one] Le message contient un lien et un code. L’un ou l’autre confirme votre signature, pendant { $days } jour.
       *[other] Le message contient un lien et un code. L’un ou l’autre confirme votre signature, pendant { $days } jours.
    }
mailed-code = Code reçu par e-mail
mailed-code-hint = Huit caractères, en majuscules ou non, avec ou sans trait d’union.
mailed-code-button = Confirmer
mailed-code-wrong =
    { $left ->
        [one] Ce n’est pas le code du message. Il vous reste un essai ; le lien fonctionne dans tous les cas.
       *[other] Ce n’est pas le code du message. Il vous reste { $left } essais ; le lien fonctionne dans tous les cas.
    }
mailed-code-used-up = Le code a été faux trop souvent et ne fonctionne plus. Le lien du message, lui, fonctionne.
mailed-code-busy = Un très grand nombre de personnes confirment en ce moment. Veuillez saisir de nouveau le code dans une minute.
mailed-code-newer = Un texte plus récent a été publié entre-temps. Rien n’a été signé : lisez ci-dessous ce que vous signez, et saisissez de nouveau le code si vous êtes d’accord.
mailed-deleted = Si vous ne confirmez pas, tout ce que vous avez saisi sera effacé le { $day }.
mailed-nothing = Pas de message, ou une adresse erronée ?
mailed-nothing-what = Un message peut mettre quelques minutes à arriver, et certains sont classés dans les indésirables. Vous pouvez corriger votre saisie et la renvoyer ; seuls quelques messages sont envoyés à une même adresse.

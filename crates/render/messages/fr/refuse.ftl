# "This was not me."

refuse-window = Ce n’était pas moi : { $title }
refuse-heading = Quelqu’un a saisi votre adresse
refuse-what = Quelqu’un a voulu signer cette déclaration avec votre adresse e-mail. Sans votre confirmation, cette signature ne compte pas. Vous pouvez faire effacer maintenant ce qui a été saisi.
refuse-what-infomail = Quelqu’un a voulu s’abonner à cet Infomail avec votre adresse e-mail. Sans votre confirmation, rien n’est envoyé. Vous pouvez faire effacer maintenant ce qui a été saisi.
refuse-otherwise = Si vous ne faites rien, cela sera effacé le { $day }.
refuse-never = Et ne plus jamais écrire à cette adresse
refuse-never-how = Votre adresse n’est conservée pour cela que sous la forme d’une marque brouillée que nous ne pouvons pas relire (une empreinte cryptographique à clé : pseudonyme, pas anonyme).
refuse-button = Effacer
refuse-done-window = Effacé
refuse-done = Effacé
refuse-done-what = Ce qui avait été saisi avec votre adresse est effacé. Cela n’a compté à aucun moment.
refuse-done-what-infomail = Ce qui avait été saisi avec votre adresse est effacé. Aucun abonnement n’en est né.
refuse-done-never = Ce site n’écrira plus à votre adresse.

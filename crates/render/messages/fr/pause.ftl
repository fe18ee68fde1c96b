# Said while an operator lets signing rest, or everything but reading.

pause-signing = La signature est suspendue pour un moment.
pause-links = Un lien déjà reçu par message permet toujours de confirmer une signature.
pause-read-only = Pour un moment, ce site ne peut qu’être lu : il n’est possible ni de signer, ni de confirmer, ni de modifier quoi que ce soit. Les liens des messages restent valables.
pause-form = La signature est suspendue pour un moment, et rien n’a donc été envoyé. Tout ce que vous avez saisi est encore là : veuillez le renvoyer plus tard.
pause-confirm = Pour un moment, ce site ne peut qu’être lu. Rien n’est perdu et votre lien reste valable : veuillez appuyer de nouveau sur le bouton plus tard.
pause-code = Pour un moment, ce site ne peut qu’être lu. Rien n’est perdu : veuillez saisir de nouveau le code plus tard, ou utiliser le lien du message.
pause-until = Reprise prévue : { $day }, { $time } UTC.
pause-notice = Pour un moment, ce site ne peut qu’être lu
pause-notice-next = Rien n’a été modifié. Veuillez réessayer plus tard ; les liens des messages restent valables.

# A signer changes the listing or withdraws.

manage-window = Votre signature : { $title }
manage-heading = Votre signature
manage-changed = Votre choix est enregistré. La liste le montre déjà.
manage-busy = Rien n’a pu être enregistré à l’instant. Veuillez réessayer dans une minute.
manage-name = Nom
manage-signed-on = Signé le
manage-listed = En public
manage-listed-counted = Votre signature est comptée sans être montrée.
manage-listed-initials = Vous apparaissez par vos initiales.
manage-listed-named = Vous apparaissez sous votre nom.
manage-change = Changer la façon dont j’apparais
manage-change-button = Enregistrer
manage-withdraw = Retirer ma signature
manage-withdraw-what = Vous n’avez pas à dire pourquoi.
manage-withdraw-ask = Retirer ma signature…
manage-withdraw-window = Retirer : { $title }
manage-withdraw-sure = Retirer votre signature ?
manage-withdraw-effect = La signature de { $name } quitte aussitôt la liste et le décompte, et ce que vous avez saisi est effacé.
manage-withdraw-effect-yours = Votre signature quitte aussitôt la liste et le décompte, et ce que vous avez saisi est effacé.
manage-withdraw-log = Dans le registre public, la ligne demeure, suivie d’une ligne qui l’annule. Aucune des deux ne contient votre nom, et sans votre reçu personne ne peut dire à qui elles sont.
manage-withdraw-button = Oui, la retirer
manage-withdraw-keep = Non, la garder
manage-withdrawn-window = Signature retirée : { $title }
manage-withdrawn = Votre signature est retirée
manage-withdrawn-what = Elle ne compte plus et n’est plus montrée. Ce que vous avez saisi est effacé.
manage-withdrawn-again = Si vous changez d’avis, vous pouvez signer de nouveau.

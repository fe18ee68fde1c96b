# Behind the mailed link: a summary and one button.

confirm-window = Confirmer : { $title }
confirm-busy = Un très grand nombre de personnes confirment en ce moment. Rien n’est perdu : veuillez appuyer de nouveau sur le bouton dans une minute.
confirm-heading = Confirmer votre signature
confirm-name = Nom
confirm-public = Visible publiquement
confirm-public-nothing = Rien de vous : votre signature est comptée sans être montrée.
confirm-private = Non visible publiquement
confirm-email-private = l’adresse à laquelle ce message a été envoyé
confirm-class = Je signe
confirm-organisation = pour une organisation
confirm-consents = Je consens à ceci
confirm-listing = Comment j’apparais publiquement
confirm-text = Le texte que vous signez
confirm-newer = Depuis que vous avez rempli le formulaire, un texte plus récent a été publié, le n° { $number }. Avec ce bouton, vous signez le n° { $signed }.
confirm-button = Confirmer ma signature
confirm-deleted = Si vous ne faites rien, tout sera effacé le { $day }.

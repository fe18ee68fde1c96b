# The front page.

front-window = Déclarations
front-heading = Déclarations à signer
front-lead = Lisez ce que d’autres ont déclaré, dans votre langue. Joignez votre signature, et vérifiez vous-même que chaque signature est réelle.
front-empty = Il n’y a encore rien à signer ici.
front-count =
    { $count ->
        [0] pas encore de signatures
        [one] { $count } signature
       *[other] { $count } signatures
    }
front-languages =
    { $count ->
        [one] en { $count } langue
       *[other] en { $count } langues
    }
front-open = peut être signée
front-closed = close
front-promises = Ce sur quoi vous pouvez compter
front-private = Votre nom vous appartient
front-private-how = Une signature compte sans être montrée. Votre nom n’apparaît que si vous le décidez, et vous pouvez changer d’avis à tout moment. Votre adresse est effacée dès que vous avez confirmé, sauf si vous demandez à recevoir de nos nouvelles.
front-text = Vous savez ce que vous avez signé
front-text-how = Chaque signature appartient à un texte précis, dans une langue. Ce texte ne change jamais et reste à la même adresse.
front-check = Tout le monde peut vérifier
front-check-how = Toutes les signatures figurent dans un registre public sans noms. Chacun et chacune peut les recompter, et personne ne peut en retirer ou en ajouter une sans que cela se voie.

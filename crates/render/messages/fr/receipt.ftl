# After confirming.

receipt-window = Merci : { $title }
receipt-heading = Merci d’avoir signé
receipt-counted =
    { $count ->
        [one] Votre signature compte. C’est la première.
       *[other] Votre signature compte : elles sont maintenant { $count }.
    }
receipt-keep = Votre reçu
receipt-index = Votre signature est la ligne { $index } du registre public.
receipt-why = Avec la preuve, vous pouvez montrer à tout moment qu’elle y figure et n’a pas été supprimée. Personne d’autre ne peut le faire pour vous : gardez-la donc.
receipt-proof = Enregistrer la preuve
receipt-proof-what = Ne contient aucun nom. Vous pouvez la transmettre.
receipt-opening = Enregistrer la partie personnelle
receipt-opening-what = Contient votre nom et tout ce que vous avez saisi, et montre que la ligne est à vous. Gardez-la là où personne d’autre ne peut la lire ; ne l’enregistrez pas sur un appareil que d’autres utilisent.
receipt-verify = Vous pouvez vérifier les deux fichiers ensemble, sans ce site et sans réseau :
receipt-later = Plus tard
receipt-manage = Le message qui vous a servi à confirmer contient aussi un lien pour changer la façon dont vous apparaissez ou pour retirer votre signature. Gardez-le : ce site ne peut pas l’envoyer une seconde fois.
receipt-list = Tous les noms visibles
receipt-log = Comment vérifier les signatures
receipt-check = Ou sur ce site, qui n’en garde rien ensuite :

# On the pages of a declaration that another site collects for, and this site only carries.

# Followed by the address of the original.
carried-copy =
    Ceci est une copie, faite le { $day } avec { $count ->
        [one] { $count } inscription
       *[other] { $count } inscriptions
    } du registre public. L’original :
carried-sign = Ce site relaie la déclaration, mais ne recueille pas de signatures pour elle. On peut la signer là où elles sont recueillies ; le bouton y conduit.
# A link to the original.
carried-sign-there = Signer sur le site d’origine

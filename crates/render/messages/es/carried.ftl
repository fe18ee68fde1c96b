# On the pages of a declaration that another site collects for, and this site only carries.

# Followed by the address of the original.
carried-copy =
    Esta es una copia, hecha el { $day } con { $count ->
        [one] { $count } anotación
       *[other] { $count } anotaciones
    } del registro público. El original:
carried-sign = Este sitio difunde la declaración, pero no recoge firmas para ella. Se puede firmar donde se recogen; el botón lleva allí.
# A link to the original.
carried-sign-there = Firmar en el sitio original

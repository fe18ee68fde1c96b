# The front page.

front-window = Declaraciones
front-heading = Declaraciones para firmar
front-lead = Lea lo que otras personas han declarado, en su idioma. Firme con ellas, y compruebe por su cuenta que cada firma es real.
front-empty = Aquí todavía no hay nada que firmar.
front-count =
    { $count ->
        [0] aún sin firmas
        [one] { $count } firma
       *[other] { $count } firmas
    }
front-languages =
    { $count ->
        [one] en { $count } idioma
       *[other] en { $count } idiomas
    }
front-open = se puede firmar
front-closed = cerrada
front-promises = En qué puede confiar
front-private = Su nombre es suyo
front-private-how = Una firma cuenta sin ser mostrada. Su nombre solo aparece si usted lo decide, y puede cambiar de opinión en cualquier momento. Su dirección se borra en cuanto usted ha confirmado, salvo que pida recibir noticias nuestras.
front-text = Usted sabe lo que firmó
front-text-how = Cada firma pertenece a un texto exacto en un idioma. Ese texto no cambia nunca y permanece en la misma dirección.
front-check = Cualquiera puede comprobarlo
front-check-how = Todas las firmas figuran en un registro público sin nombres. Cualquiera puede volver a contarlas, y nadie puede quitar ni añadir una sin que se note.

# The public list.

signatories-window = Firmantes: { $title }
signatories-heading = Firmantes
signatories-search = Buscar en la lista
signatories-prefix = El nombre empieza por
signatories-class = Quién
signatories-class-all = todo
signatories-class-persons = personas
signatories-class-organisations = organizaciones
signatories-language = Idioma de la firma
signatories-language-all = todos
signatories-order = Orden
signatories-order-newest = lo más reciente primero
signatories-order-name = por nombre
signatories-apply = Mostrar
signatories-clear = Mostrar todo
signatories-none = Todavía no se muestra a nadie.
signatories-none-found = Nadie de la lista coincide.
signatories-organisation = organización
signatories-pages = Páginas de la lista
signatories-after = Página siguiente
signatories-hidden = Quienes eligieron que su firma solo se cuente no figuran en ninguna lista ni se pueden encontrar buscando.

# On every page.

# The title of the window: what the page is, and the name of the site.
site-window = { $window } – { $site }
# The same when a form came back with mistakes: the first word must say so.
site-window-failed = Error: { $window } – { $site }
site-skip = Ir al contenido
site-languages = Idiomas
site-footer = Este sitio no usa cookies, no ejecuta scripts y no carga nada de otros sitios.
site-demo = Esto es una demostración: los correos no se envían, se guardan aquí.
site-mailbox = Leer los correos
site-moment = { $day }, { $clock } UTC
site-check-receipt = Comprobar un recibo

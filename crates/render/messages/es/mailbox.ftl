# The mailbox of a demo.

mailbox-window = Buzón
mailbox-heading = Buzón de esta demostración
mailbox-what = Ningún correo sale de este sitio. Lo que se habría enviado se guarda aquí para que lo lea.
mailbox-empty = Aún no hay correo: firme una declaración, y aquí aparecerá el mensaje para confirmarla.
mailbox-to = para { $address }
mailbox-mail-window = { $title }
mailbox-all = Todos los correos
mailbox-headers = Cabeceras
mailbox-html = El correo en HTML
mailbox-raw = Fuente tal como habría salido
mailbox-text = El correo en texto

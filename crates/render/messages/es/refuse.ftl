# "This was not me."

refuse-window = No fui yo: { $title }
refuse-heading = Alguien introdujo su dirección
refuse-what = Alguien quiso firmar esta declaración con su dirección de correo electrónico. Sin su confirmación, esa firma no cuenta. Puede hacer que lo introducido se borre ahora.
refuse-what-infomail = Alguien quiso suscribirse a este Infomail con su dirección de correo electrónico. Sin su confirmación no se envía nada. Puede hacer que lo introducido se borre ahora.
refuse-otherwise = Si no hace nada, se borra el { $day }.
refuse-never = Y no volver a escribir nunca a esta dirección
refuse-never-how = Para ello, su dirección se guarda solo como una marca cifrada que no podemos volver a leer (un resumen criptográfico con clave: seudónimo, no anónimo).
refuse-button = Borrarlo
refuse-done-window = Borrado
refuse-done = Borrado
refuse-done-what = Lo que se introdujo con su dirección está borrado. No contó en ningún momento.
refuse-done-what-infomail = Lo que se introdujo con su dirección está borrado. No dio lugar a ninguna suscripción.
refuse-done-never = Este sitio no volverá a escribir a su dirección.

# After confirming.

receipt-window = Gracias: { $title }
receipt-heading = Gracias por firmar
receipt-counted =
    { $count ->
        [one] Su firma cuenta. Es la primera.
       *[other] Su firma cuenta: ya son { $count }.
    }
receipt-keep = Su recibo
receipt-index = Su firma es la línea { $index } del registro público.
receipt-why = Con la prueba puede mostrar en cualquier momento que está ahí y que no se ha quitado. Nadie más puede hacerlo por usted, así que consérvela.
receipt-proof = Guardar la prueba
receipt-proof-what = No contiene ningún nombre. Puede compartirla.
receipt-opening = Guardar la parte personal
receipt-opening-what = Contiene su nombre y todo lo que introdujo, y muestra que la línea es suya. Consérvela donde nadie más pueda leerla; no la guarde en un dispositivo que usen otras personas.
receipt-verify = Puede comprobar los dos archivos juntos sin este sitio y sin red:
receipt-later = Más adelante
receipt-manage = El correo con el que confirmó contiene también un enlace para cambiar cómo aparece o para retirar su firma. Consérvelo: este sitio no puede enviarlo otra vez.
receipt-list = Todas las firmas visibles
receipt-log = Cómo se pueden comprobar las firmas
receipt-check = O en este sitio, que después no guarda nada de ello:

# After the form: look into your mail.

mailed-window = Mire su correo: { $title }
mailed-heading = Falta un paso: mire su correo
mailed-sent = Hemos escrito a { $address }.
mailed-what =
    { $days ->
        [one] El mensaje contiene un enlace y un código. Cualquiera de los dos confirma su firma, durante { $days } día.
       *[other] El mensaje contiene un enlace y un código. Cualquiera de los dos confirma su firma, durante { $days } días.
    }
mailed-code = Código del correo
mailed-code-hint = Ocho caracteres, en mayúsculas o no, con guion o sin él.
mailed-code-button = Confirmar
mailed-code-wrong =
    { $left ->
        [one] Ese no es el código del correo. Puede intentarlo una vez más; el enlace funciona en cualquier caso.
       *[other] Ese no es el código del correo. Puede intentarlo { $left } veces más; el enlace funciona en cualquier caso.
    }
mailed-code-used-up = El código fue incorrecto demasiadas veces y ya no funciona. El enlace del correo, sí.
mailed-code-busy = En este momento están confirmando muchísimas personas. Vuelva a introducir el código dentro de un minuto.
mailed-code-newer = Entretanto se ha publicado un texto más reciente. No se ha firmado nada: lea abajo qué firma usted y, si está de acuerdo, vuelva a introducir el código.
mailed-deleted = Si no confirma, todo lo que introdujo se borra el { $day }.
mailed-nothing = ¿No llegó el correo, o la dirección está mal?
mailed-nothing-what = Un correo puede tardar unos minutos, y algunos acaban en la carpeta de correo no deseado. Puede corregir lo que introdujo y enviarlo de nuevo; a una misma dirección solo se envían unos pocos correos.

# A signer changes the listing or withdraws.

manage-window = Su firma: { $title }
manage-heading = Su firma
manage-changed = Su elección está guardada. La lista ya la muestra.
manage-busy = En este momento no se pudo guardar nada. Vuelva a intentarlo dentro de un minuto.
manage-name = Nombre
manage-signed-on = Fecha de la firma
manage-listed = En público
manage-listed-counted = Su firma se cuenta y no se muestra.
manage-listed-initials = Usted aparece con sus iniciales.
manage-listed-named = Usted aparece con su nombre.
manage-change = Cambiar cómo aparezco
manage-change-button = Guardar
manage-withdraw = Retirar mi firma
manage-withdraw-what = No tiene que decir por qué.
manage-withdraw-ask = Retirar mi firma…
manage-withdraw-window = Retirar: { $title }
manage-withdraw-sure = ¿Retirar su firma?
manage-withdraw-effect = La firma de { $name } desaparece de inmediato de la lista y del recuento, y lo que introdujo se borra.
manage-withdraw-effect-yours = Su firma desaparece de inmediato de la lista y del recuento, y lo que introdujo se borra.
manage-withdraw-log = En el registro público la línea permanece, seguida de otra que la anula. Ninguna contiene su nombre, y sin su recibo nadie puede saber de quién son.
manage-withdraw-button = Sí, retirarla
manage-withdraw-keep = No, conservarla
manage-withdrawn-window = Firma retirada: { $title }
manage-withdrawn = Su firma está retirada
manage-withdrawn-what = Ya no cuenta ni se muestra. Lo que introdujo está borrado.
manage-withdrawn-again = Si cambia de opinión, puede volver a firmar.

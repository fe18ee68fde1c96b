# Mails. Text and HTML say the same. No mail carries a word that somebody typed into a form.

mail-confirm-subject = Confirme su firma: { $title }
mail-confirm-asked = En { $site }, alguien quiere firmar esta declaración con su dirección de correo electrónico:
mail-confirm-link = Si fue usted, abra esta página y pulse el botón:
mail-confirm-code = O, si la página en la que firmó sigue abierta, escriba allí este código:
mail-confirm-valid =
    { $days ->
        [one] El enlace y el código valen durante { $days } día.
       *[other] El enlace y el código valen durante { $days } días.
    }
mail-confirm-deleted = Si no hace nada, no se cuenta nada y todo lo introducido se borra el { $day }.
mail-not-me = Si no fue usted, esta página borra lo introducido y, si lo desea, hace que no volvamos a escribir nunca a esta dirección:
mail-manage = Para cambiar más adelante cómo aparece, o para retirar su firma, conserve este enlace y no se lo muestre a nadie:
mail-already-subject = Usted ya ha firmado: { $title }
mail-already-asked = En { $site }, alguien quiere firmar esta declaración con su dirección de correo electrónico:
mail-already-signed = Usted ya la firmó, el { $day }. Su firma cuenta una vez y nada ha cambiado.
mail-already-withdraw = Para retirar esa firma, use este enlace en un plazo de siete días y no se lo muestre a nadie. Para cambiar cómo aparece, use el enlace del correo que recibió al firmar:
mail-already-not-me = Si no fue usted quien acaba de rellenar el formulario, no tiene que hacer nada.

# Behind the mailed link: a summary and one button.

confirm-window = Confirmar: { $title }
confirm-busy = En este momento están confirmando muchísimas personas. No se ha perdido nada: vuelva a pulsar el botón dentro de un minuto.
confirm-heading = Confirme su firma
confirm-name = Nombre
confirm-public = Visible en público
confirm-public-nothing = Nada de usted: su firma se cuenta y no se muestra.
confirm-private = No visible en público
confirm-email-private = la dirección a la que llegó este correo
confirm-class = Firmo
confirm-organisation = por una organización
confirm-consents = Doy mi consentimiento a
confirm-listing = Cómo aparezco en público
confirm-text = El texto que usted firma
confirm-newer = Desde que usted rellenó el formulario se ha publicado un texto más reciente, el n.º { $number }. Con este botón usted firma el n.º { $signed }.
confirm-button = Confirmar mi firma
confirm-deleted = Si no hace nada, todo se borra el { $day }.

# The sign form. The consents are kept word for word for each signer: change them with care.

sign-window = Firmar: { $title }
sign-again = Firmar esta declaración
sign-trouble = Aún no enviado
sign-trouble-stale = El formulario llevaba mucho tiempo abierto, o llegó demasiado rápido. Todo lo que introdujo sigue aquí: envíelo una vez más.
sign-trouble-revised = El texto cambió mientras el formulario estaba abierto. Todo lo que introdujo sigue aquí: lea el texto tal como es ahora, y envíe de nuevo el formulario si quiere firmarlo.
sign-trouble-unavailable = En este momento no se pudo guardar nada. Todo lo que introdujo sigue aquí: envíelo de nuevo dentro de unos minutos.
sign-mistakes =
    { $count ->
        [one] Un dato requiere su atención
       *[other] { $count } datos requieren su atención
    }
# A field that people never see; programs that fill in everything give themselves away by it.
sign-trap = Deje este campo vacío

sign-class = Firmo
sign-class-person = como persona
sign-class-organisation = por una organización
sign-name = Nombre completo
sign-name-hint = En el caso de una organización, su nombre completo.
sign-email = Dirección de correo electrónico
sign-email-hint = Recibirá un solo correo para confirmar su firma. Después su dirección se borra, salvo que pida abajo recibir noticias nuestras.
sign-email-hint-forgotten = Recibirá un solo correo para confirmar su firma. Después su dirección se borra.
sign-contact = Persona de contacto
sign-contact-hint = Quién responde por la organización. No se muestra nunca.
sign-place = Localidad o país
sign-descriptor = Función, profesión o afiliación
sign-descriptor-hint = Por ejemplo: enfermería, Gijón; o: comité de empresa, puerto
sign-optional = opcional
sign-organisation-only = para organizaciones
sign-authority = Puedo firmar en nombre de esta organización.
sign-organisation-shown = Una organización siempre se muestra con su nombre; su persona de contacto y su dirección, no.
sign-listing = Cómo aparezco en público
sign-risk = Firmar revela una opinión política. Lo que es público lo puede leer cualquiera: en el trabajo, las autoridades, la parte contraria, en cualquier país y durante muchos años. Si eso pudiera perjudicarle a usted o a personas cercanas, deje que su firma solo se cuente. Vale exactamente lo mismo, y puede cambiarlo más adelante.
sign-listing-counted = Contar mi firma y no mostrarme.
sign-listing-initials = Mostrar en público mis iniciales y mi lugar.
sign-listing-named = Mostrar en público mi nombre, función, lugar y comentario.
sign-comment = Comentario
sign-comment-hint = Hasta 1000 caracteres. Solo se muestra junto con un nombre.
sign-consents = A qué doy mi consentimiento
sign-needed = necesario para firmar
sign-consent-count = Firmo esta declaración. Sé que mi firma revela una opinión política, y consiento que { $controller } utilice lo que he introducido aquí para confirmar mi firma y para contarla.
sign-consent-handover = Consiento que { $controller } incluya mi nombre, función y lugar cuando se entregue la declaración.
sign-consent-handover-to = Consiento que { $controller } incluya mi nombre, función y lugar cuando se entregue la declaración a: { $addressees }.
sign-consent-infomail = Quiero recibir por correo electrónico el Infomail de { $controller } y puedo darme de baja en cualquier momento.
sign-consent-infomail-signed = { $controller } puede anotar junto a mi suscripción al Infomail que he firmado esta declaración, para que yo reciba también los números destinados a quienes la firmaron.
sign-consent-contact = Consiento que { $controller } me escriba acerca de esta declaración.
sign-button = Firmar
sign-then = Después recibirá un solo correo. Su firma cuenta en cuanto la haya confirmado.

sign-privacy = Quién responde de sus datos
sign-privacy-kept =
    { $days ->
        [one] Lo que introduce se borra al cabo de { $days } día si no lo confirma.
       *[other] Lo que introduce se borra al cabo de { $days } días si no lo confirma.
    } { $months ->
        [one] Los nombres se retiran a más tardar { $months } mes después del fin de la recogida de firmas.
       *[other] Los nombres se retiran a más tardar { $months } meses después del fin de la recogida de firmas.
    }
sign-privacy-rights = Cada consentimiento se da libremente. Puede retirarlo en cualquier momento con el enlace de su correo; lo hecho hasta entonces sigue siendo lícito. Tiene derecho a ver, corregir y borrar sus datos y a recibir una copia.
sign-controller = Responsable del tratamiento
sign-complaints = Reclamaciones a
sign-purpose-count = Firma y recuento
sign-purpose-publish = Mostrar nombres
sign-purpose-handover = Entrega
sign-purpose-infomail = Infomail
sign-purpose-infomail-signed = Infomail para quienes firmaron
sign-purpose-contact = Contacto

# Said in the summary above the form and again at the field.
sign-problem-missing =
    { $field ->
        [name] Introduzca su nombre completo.
        [email] Introduzca su dirección de correo electrónico.
        [contact] Indique quién responde por la organización.
       *[other] Rellene este campo.
    }
sign-problem-too-long =
    { $field ->
        [name] Longitud del nombre: { $length } caracteres; máximo posible: { $limit }.
        [email] Longitud de la dirección de correo: { $length } caracteres; máximo posible: { $limit }.
        [contact] Longitud del nombre de la persona de contacto: { $length } caracteres; máximo posible: { $limit }.
        [place] Longitud del lugar: { $length } caracteres; máximo posible: { $limit }.
        [descriptor] Longitud de la función: { $length } caracteres; máximo posible: { $limit }.
        [comment] Longitud del comentario: { $length } caracteres; máximo posible: { $limit }.
       *[other] Longitud: { $length } caracteres; máximo posible: { $limit }.
    }
sign-problem-character =
    { $field ->
        [name] El carácter n.º { $position } del nombre ({ $code }) no se puede mostrar. Escriba el nombre en lugar de pegarlo.
        [email] El carácter n.º { $position } de la dirección de correo ({ $code }) no puede figurar en una dirección.
        [comment] El carácter n.º { $position } del comentario ({ $code }) no se puede mostrar. Quítelo.
       *[other] El carácter n.º { $position } de este campo ({ $code }) no se puede mostrar. Escriba las palabras en lugar de pegarlas.
    }
sign-problem-marks =
    { $field ->
        [name] Una letra del nombre lleva demasiados signos.
        [comment] Una letra del comentario lleva demasiados signos.
       *[other] Una letra lleva demasiados signos.
    }
sign-problem-link =
    { $field ->
        [name] Un nombre no puede contener una dirección web.
        [place] Un lugar no puede contener una dirección web.
        [descriptor] Una función no puede contener una dirección web.
        [comment] Un comentario no puede contener una dirección web.
       *[other] Aquí no puede haber una dirección web.
    }
sign-problem-address = Introduzca una dirección de correo con la forma nombre@example.org.
sign-problem-unreachable = El servidor de correo de este sitio no puede escribir a direcciones con esas letras antes de la @. Introduzca otra dirección.
sign-problem-not-chosen =
    { $field ->
        [class] Elija si firma como persona o por una organización.
        [authority] Confirme que puede firmar en nombre de la organización.
        [listing] Elija cómo aparece en público.
        [consent-count] Dé su consentimiento a la firma y al recuento: sin él no es posible firmar.
       *[other] Elija una opción.
    }

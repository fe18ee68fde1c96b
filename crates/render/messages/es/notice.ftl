# What happened, and what to do next.

notice-home = Todas las declaraciones
notice-link-expired = Este enlace es demasiado antiguo
notice-link-expired-next = Lo introducido está borrado y no se contó nada. Si quiere firmar, rellene de nuevo el formulario.
notice-link-used = Este enlace ya cumplió su función
notice-link-used-next = Con él se confirmó su firma. Para cambiarla o retirarla, use el otro enlace del mismo correo.
notice-link-unknown = Este enlace no funciona
notice-link-unknown-next = Puede que se haya cortado una parte: copie la línea entera del correo. Si lo que introdujo tiene más de unos días, está borrado, y puede rellenar de nuevo el formulario.
notice-already-signed = Usted ya ha firmado
notice-already-signed-next = Esta dirección de correo ya confirmó antes una firma, por otro correo. Cuenta una vez, y nada ha cambiado. Para cambiarla o retirarla, use el enlace de ese otro correo.
notice-already-withdrawn = Esta firma está retirada
notice-already-withdrawn-next = Ya no cuenta y lo introducido está borrado. Puede volver a firmar en cualquier momento.
notice-struck = Esta firma se eliminó
notice-struck-next = Quienes iniciaron la declaración la tacharon, por un motivo que figura en el registro público: estaba dos veces, no era de la persona nombrada, no superó una auditoría, lo exigió una orden legal, o fue un error. Ya no cuenta, y lo introducido está borrado. Si no es correcto, escriba a { $contact }.
notice-closed = Esta declaración está cerrada
notice-closed-next = Todavía se puede leer, pero ya no se puede firmar.
notice-ended = La recogida de firmas ha terminado
notice-ended-next = Esta declaración se cerró antes de que se confirmara su firma, así que no se cuenta. No tiene que hacer nada: lo que introdujo se borra por sí solo. La declaración y sus firmas se pueden seguir leyendo.
notice-elsewhere = Esta declaración no se firma aquí
notice-elsewhere-next = Este sitio solo la difunde. No se guardó nada de lo introducido: firme en el sitio original.
notice-not-found = No hay nada en esta dirección
notice-not-found-next = Puede que falte o sobre una letra.
notice-wrong-method = Esta dirección solo responde a otras peticiones
notice-wrong-method-next = No se cambió nada. Vuelva atrás y use el botón de la página.
notice-malformed = No se pudo entender la petición
notice-malformed-next = No se cambió nada. Vuelva atrás e inténtelo de nuevo.
notice-unknown-filter = La lista no se puede mostrar así
notice-unknown-filter-next =
    { $field ->
        [class] La dirección pide una clase de firmantes que no existe. Abra de nuevo la lista desde la página de la declaración.
        [language] La dirección pide un idioma que no existe. Abra de nuevo la lista desde la página de la declaración.
        [order] La dirección pide un orden que no existe. Abra de nuevo la lista desde la página de la declaración.
        [after] La dirección indica un lugar de la lista que no existe. Abra de nuevo la lista desde la página de la declaración.
       *[other] La dirección pide algo que la lista no conoce. Abra de nuevo la lista desde la página de la declaración.
    }
notice-foreign = Esta petición vino de otro sitio
notice-foreign-next = No se cambió nada. Por su seguridad, use el formulario de este sitio.
notice-too-large = Eso fue demasiado
notice-too-large-next = Se envió más de lo que se puede recibir. No se guardó nada: vuelva atrás y acórtelo.
notice-wrong-type = El formulario se envió de una manera que no se entiende
notice-wrong-type-next = No se cambió nada. Vuelva atrás y use el formulario de la página.
notice-busy = En este momento hay aquí muchísimas personas
notice-busy-next = No se cambió nada. Vuelva a intentarlo dentro de un minuto.
notice-too-many = Demasiadas peticiones
notice-too-many-next = No se cambió nada. Espere unos minutos antes de volver a intentarlo.
notice-broken = Algo ha fallado por nuestra parte
notice-broken-next = Está anotado con el número { $reference }. Vuelva a intentarlo dentro de unos minutos; si se repite, comunique este número a quien gestiona el sitio.

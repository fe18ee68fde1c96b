# A declaration: its text, figures, signatures and form.

declaration-window = { $title }
# Shown when the interface is not available in the language of the text.
declaration-interface = Idioma del texto: { $language }. Todo lo que lo rodea está en español.
declaration-addressees = Dirigida a
declaration-initiators = Iniciada por
declaration-supporters = Con el apoyo de
declaration-first = Publicada por primera vez
declaration-translation = Traducción
# A link to the original.
declaration-original = Idioma del original: { $language }.
declaration-translator = Traducción: { $name }
declaration-behind = El original ha cambiado desde entonces; esta traducción aún no está al día.
# Follows a large number: the word alone.
declaration-count =
    { $count ->
        [one] firma
       *[other] firmas
    }
declaration-sign = Firmar

declaration-figures = Las cifras y sus fuentes
declaration-claimed = Recuento de
declaration-source-missing = falta la fuente
declaration-as-of = Situación a fecha de
declaration-as-of-unknown = no indicada
declaration-status = Grado de certeza
declaration-verbatim = En sus propias palabras
declaration-source = Fuente
declaration-note = Nota
declaration-measure-killed = muertes violentas
declaration-measure-injured = personas heridas
declaration-measure-detained = personas detenidas
declaration-measure-missing = personas desaparecidas
declaration-measure-executed = personas ejecutadas
declaration-measure-sentenced = personas condenadas a muerte
declaration-measure-displaced = personas desplazadas
declaration-status-confirmed = confirmada
declaration-status-partly-confirmed = confirmada en parte
declaration-status-reported = comunicada, sin verificar
declaration-status-under-investigation = en investigación
declaration-status-estimated = estimada
declaration-status-projected = proyectada
declaration-status-contested = discutida
declaration-status-retracted = retirada

declaration-signatures = Firmas
declaration-split =
    Han firmado { $persons ->
        [one] { $persons } persona
       *[other] { $persons } personas
    } y { $organisations ->
        [one] { $organisations } organización
       *[other] { $organisations } organizaciones
    }.
declaration-shown =
    De estas firmas, { $shown ->
        [one] { $shown } se ve
       *[other] { $shown } se ven
    } en la lista; { $hidden ->
        [one] { $hidden } se cuenta y no se muestra.
       *[other] { $hidden } se cuentan y no se muestran.
    }
declaration-none = Todavía no ha firmado nadie.
declaration-newest = Las más recientes de la lista
declaration-all = Todas las firmas visibles

declaration-sign-heading = Firmar esta declaración
declaration-what-is-signed = Usted firma exactamente el texto de arriba, en este idioma: { $language }.
declaration-closes = Se puede firmar hasta el { $day }.
declaration-closed-on = Esta declaración se podía firmar hasta el { $day }.
declaration-closed = Esta declaración ya no se puede firmar.
# Follows one of the two before.
declaration-closed-final = La recogida ha terminado definitivamente: ya no se puede añadir nadie. Quien firmó aún puede retirar su firma.

declaration-wording = Exactamente este texto
declaration-wording-why = Cada firma pertenece a un solo texto, hasta el último carácter. De él se calcula la huella de abajo; quien tenga una copia puede saber si es el mismo texto.
declaration-revision = Revisión
declaration-revision-of = N.º { $number }, idioma: { $language }
declaration-digest = Huella (SHA-256)
declaration-address = Dirección de esta página
declaration-permalink = Dirección de este texto exacto
declaration-log = Cómo se pueden comprobar las firmas

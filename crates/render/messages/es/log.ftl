# What the public log proves and what it cannot.

log-window = Comprobar las firmas: { $title }
log-heading = Cómo se pueden comprobar las firmas
log-lead = No tiene que creer a este sitio. Cada firma figura en un registro público que cualquiera puede volver a contar y que nadie puede cambiar sin que se note. De él no se puede conocer ningún nombre.
log-how = Cómo funciona
log-step-line = Cada firma confirmada añade una línea al final del registro: no un nombre, sino un sello. Solo quien tiene el recibo correspondiente puede mostrar de quién es la línea.
log-step-fingerprint = De todas las líneas juntas se calcula una sola huella. Si un solo carácter de cualquier línea fuera distinto, la huella sería distinta.
log-step-keep = El sitio firma la huella con el número de líneas. Quien guarde una copia puede demostrar más tarde si una línea se cambió o se quitó.
log-newest = Las líneas más recientes de este registro
log-line = Línea
log-records = Qué recoge
log-day = Día
log-seal = Sello
log-fingerprint-of-all = huella de todas las líneas
log-newest-no-names = Esto es todo lo que el registro contiene sobre una firma, con el texto que se firmó. Solo se guarda el día, no la hora.
log-kind-revision = texto
log-kind-person = firma, persona
log-kind-organisation = firma, organización
log-kind-withdrawal = retirada
log-kind-strike = firma tachada, con el motivo
log-kind-figure = cifra
log-kind-raising = demanda planteada
log-kind-audit = auditoría
log-kind-handover = entrega
log-kind-close = fin de la recogida de firmas
log-proves = Lo que se puede demostrar a cualquiera
log-proves-count = El recuento: las firmas menos las retiradas o tachadas, { $count } en este momento.
log-proves-mine = Que su firma está dentro, si conservó su recibo.
log-proves-kept = Que no se ha quitado ni cambiado nada desde que alguien guardó una copia de la huella firmada.
log-proves-text = Que el texto mostrado es el texto que se firmó.
log-proves-name = Que cada nombre de la lista corresponde a su propia línea, y que no se inventó después ningún nombre para una línea.
log-cannot = Lo que ningún registro puede demostrar
log-cannot-person = Que detrás de una línea hay una persona real que lo quería así. Cada firma se confirmó desde una dirección de correo electrónico que no había firmado antes; se pueden auditar muestras tomadas al azar.
log-cannot-left-out = Que no se dejó fuera a nadie que nunca recibió un recibo. Quien tenga uno puede mostrar que ocurrió.
log-check = Compruébelo por su cuenta
log-check-how = Una sola orden descarga el registro, lo vuelve a contar y compara con él cada nombre mostrado y cada texto:
log-check-later = Ejecútela de nuevo otro día: recuerda la huella que vio y le avisa si el pasado ha cambiado.
log-now = El registro en este momento
log-size = Líneas
log-root = Huella
log-key = Clave del registro
log-checkpoint = La huella firmada, como archivo
log-list = Todas las firmas visibles
log-picture = Cuatro líneas, unidas de dos en dos en sellos, y los sellos en una sola huella. La línea 3 está cambiada, y ningún sello en su camino hacia arriba encaja ya.
log-picture-words = Dos líneas forman un sello, dos sellos forman el siguiente, hasta la única huella de lo más alto. Aquí alguien ha cambiado la línea 3: ningún sello en su camino hacia arriba encaja ya, ni tampoco la huella que otras personas guardaron.
log-closed = La recogida de firmas ha terminado para siempre. Aún se pueden añadir retiradas, y lo que resultó de las demandas; ninguna firma.
log-check-false = Si dice que algo es falso, indica la línea y lo que eso significa. Conserve lo que mostró y los archivos que nombra, y pregunte en público a quien publica la declaración: un error de buena fe se puede explicar, un pasado reescrito no.
log-check-receipt = Comprobar un recibo en este sitio
log-witnesses = Quién más vigila
log-witnesses-what = Los testigos son otras organizaciones con un pequeño programa propio. Cada una compara la huella nueva con la que vio antes y la refrenda solo si las líneas antiguas siguen ahí, sin cambios. Un testigo ve una huella y un número, nunca una firma y nunca un nombre.
log-witnesses-none = Ningún testigo refrenda los registros de este sitio. Entonces un pasado cambiado lo descubren quienes guardaron por su cuenta una huella anterior: todas las personas que ejecutaron la orden de arriba, y todas las que tienen un recibo.
log-witnesses-not-yet = Todavía no han refrendado este registro suficientes testigos.
log-witnessed =
    { $count ->
        [one] La primera línea está refrendada.
       *[other] Las primeras { $count } líneas están refrendadas.
    }
log-witnessed-newer =
    { $count ->
        [0] Ninguna línea es más reciente.
        [one] Una línea es más reciente; solo este sitio responde de ella hasta que se vuelva a consultar a los testigos.
       *[other] { $count } líneas son más recientes; solo este sitio responde de ellas hasta que se vuelva a consultar a los testigos.
    }
log-cosigners = Refrendada por
log-witness = Testigo
log-cosigned-at = Refrendada
log-not-cosigned = nada todavía
log-history = Las últimas huellas firmadas
log-history-all = Todas en un archivo, para programas
log-witnesses-carried = Los testigos de este registro son los del original. Lo que han refrendado figura más abajo, con las huellas firmadas.
log-contradicted = Un testigo contradice este registro: { $witness } ha refrendado más líneas de las que hay aquí, u otras distintas. No se añade nada al registro hasta que se aclare.

# Textos uno al lado del otro, qué cambió entre ellos, y firmar el más reciente.

revisions-authoritative = Este es el original: el texto que decide.
revisions-translated = Esta es una traducción que ha leído una segunda persona que habla el idioma. Donde difiera, decide el original.
revisions-reviewer = Revisión: { $name }
revisions-behind =
    { $count ->
        [one] { $count } párrafo del original ha cambiado desde entonces
       *[other] { $count } párrafos del original han cambiado desde entonces
    }
revisions-see = Leer junto al original
revisions-compare-window = Junto al original: { $title }
revisions-compare-heading = Junto al original
revisions-compare-about = Esta traducción corresponde al texto n.º { $rendered } del original, que va ahora por el n.º { $newest }.
revisions-compare-same = Cada párrafo del original está tal como se tradujo.
revisions-original = Original, idioma: { $language }
revisions-translation = Traducción, idioma: { $language }
revisions-changed = Ha cambiado en el original desde que se tradujo
revisions-new = Nuevo en el original y todavía sin traducir
revisions-gone = Ya no está en el original
revisions-missing = Falta en la traducción
revisions-own = Solo en la traducción
revisions-changes-window = Qué cambió: { $title }
revisions-changes-heading = Qué cambió
revisions-changes-about = Del texto n.º { $from } al texto n.º { $to }, idioma: { $language }
revisions-changes-texts = Los dos textos
revisions-legend = Lo que desapareció está tachado; lo nuevo está subrayado.
revisions-coarse = Algunos pasajes son demasiado largos para compararlos palabra por palabra: en ellos se marcan frases enteras o todo lo que hay entre el primer cambio y el último.
revisions-said = En palabras de quienes lo cambiaron
revisions-kept =
    { $count ->
        [one] { $count } párrafo quedó como estaba
       *[other] { $count } párrafos quedaron como estaban
    }
revisions-removed = eliminado:
revisions-added = nuevo:
revisions-marks = Aquí solo cambiaron el énfasis o los saltos de línea.
revisions-nothing = Los dos textos son iguales.
revisions-see-changes = Qué cambió desde el texto anterior
revisions-history = Todos los textos, idioma: { $language }
revisions-history-text = Texto
revisions-history-day = Fecha
revisions-history-signed = Firmas
revisions-history-changes = Cambios
revisions-split = Firmas por texto
revisions-filter = Texto firmado
revisions-filter-all = todos
revisions-signed = Lo que usted firmó
revisions-signed-newest = Es el texto más reciente en este idioma.
revisions-signed-older = Hay un texto más reciente, el n.º { $number }. Su firma permanece con el texto que usted firmó.
revisions-read = Leer qué cambió
revisions-offer = Quienes cambiaron el texto dicen que el cambio importa. Si usted está de acuerdo, puede firmar en su lugar el texto más reciente. Si no hace nada, todo queda como está.
revisions-move-ask = Firmar en su lugar el texto más reciente…
revisions-move-window = El texto más reciente: { $title }
revisions-move-heading = ¿Firmar en su lugar el texto más reciente?
revisions-move-effect = Su firma queda entonces bajo el texto n.º { $number } y ya no bajo el anterior. Cuenta una vez, como antes.
revisions-move-listed = La forma en que usted aparece no cambia.
revisions-move-log = En el registro público, la línea de su nueva firma sigue directamente a la que anula la anterior. Quien lea el registro puede ver que las dos son de la misma persona u organización.
revisions-move-receipt = Recibe un recibo nuevo. Consérvelo: el antiguo solo muestra entonces que había firmado antes.
revisions-move-revised = Entretanto el texto ha vuelto a cambiar. No se firmó nada; lea el texto de abajo antes de aceptar.
revisions-move-button = Firmar el texto más reciente
revisions-move-keep = No, dejarlo como está

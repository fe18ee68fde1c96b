# A declaration: its text, figures, signatures and form.

declaration-window = { $title }
# Shown when the interface is not available in the language of the text.
declaration-interface = Язык текста: { $language }. Всё остальное на странице — на русском.
declaration-addressees = Кому
declaration-initiators = Начато
declaration-supporters = При поддержке
declaration-first = Впервые опубликовано
declaration-translation = Перевод
# A link to the original.
declaration-original = Язык оригинала: { $language }.
declaration-translator = Перевод: { $name }
declaration-behind = Оригинал с тех пор изменился; этот перевод ещё не обновлён.
# Follows a large number: the word alone.
declaration-count =
    { $count ->
        [one] подпись
        [few] подписи
        [many] подписей
       *[other] подписи
    }
declaration-sign = Подписать

declaration-figures = Числа и их источники
declaration-claimed = Подсчитано
declaration-source-missing = источник не указан
declaration-as-of = По состоянию на
declaration-as-of-unknown = не указано
declaration-status = Достоверность
declaration-verbatim = Дословно
declaration-source = Источник
declaration-note = Примечание
declaration-measure-killed = убитые
declaration-measure-injured = раненые
declaration-measure-detained = задержанные
declaration-measure-missing = пропавшие без вести
declaration-measure-executed = казнённые
declaration-measure-sentenced = приговорённые к смерти
declaration-measure-displaced = вынужденно покинувшие дом
declaration-status-confirmed = подтверждено
declaration-status-partly-confirmed = подтверждено частично
declaration-status-reported = сообщено, не проверено
declaration-status-under-investigation = расследуется
declaration-status-estimated = оценка
declaration-status-projected = прогноз
declaration-status-contested = оспаривается
declaration-status-retracted = отозвано

declaration-signatures = Подписи
declaration-split =
    Подписали { $persons ->
        [one] { $persons } человек
        [few] { $persons } человека
        [many] { $persons } человек
       *[other] { $persons } человека
    } и { $organisations ->
        [one] { $organisations } организация
        [few] { $organisations } организации
        [many] { $organisations } организаций
       *[other] { $organisations } организации
    }.
declaration-shown =
    Из них { $shown ->
        [one] { $shown } видна
        [few] { $shown } видны
        [many] { $shown } видно
       *[other] { $shown } видно
    } в списке; { $hidden ->
        [one] { $hidden } учитывается, но не показывается.
        [few] { $hidden } учитываются, но не показываются.
        [many] { $hidden } учитывается, но не показывается.
       *[other] { $hidden } учитывается, но не показывается.
    }
declaration-none = Пока никто не подписал.
declaration-newest = Самые новые в списке
declaration-all = Все подписи, которые показываются

declaration-sign-heading = Подписать это заявление
declaration-what-is-signed = Вы подписываете именно тот текст, который стоит выше. Его язык: { $language }.
declaration-closes = День, до которого его можно подписать: { $day }
declaration-closed-on = Время, когда это заявление можно было подписать, закончилось { $day }
declaration-closed = Это заявление больше нельзя подписать.
# Follows one of the two before.
declaration-closed-final = Сбор закончен окончательно: добавить подпись больше нельзя. Отозвать свою подпись по-прежнему можно.

declaration-wording = Именно этот текст
declaration-wording-why = Каждая подпись относится к одному тексту, до последнего знака. Отпечаток ниже вычислен из него; по нему всякий, у кого есть копия, может узнать, тот ли это текст.
declaration-revision = Редакция
declaration-revision-of = № { $number }, язык: { $language }
declaration-digest = Отпечаток (SHA-256)
declaration-address = Адрес этой страницы
declaration-permalink = Адрес именно этого текста
declaration-log = Как можно проверить подписи

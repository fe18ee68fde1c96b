# Тексты рядом, что между ними изменилось, и подпись под более новым.

revisions-authoritative = Это оригинал: решающий текст.
revisions-translated = Это перевод, прочитанный вторым носителем языка. При расхождениях решает оригинал.
revisions-reviewer = Перевод проверен: { $name }
revisions-behind =
    { $count ->
        [one] С тех пор в оригинале изменён { $count } абзац
        [few] С тех пор в оригинале изменены { $count } абзаца
        [many] С тех пор в оригинале изменены { $count } абзацев
       *[other] С тех пор в оригинале изменены { $count } абзаца
    }
revisions-see = Рядом с оригиналом
revisions-compare-window = Рядом с оригиналом: { $title }
revisions-compare-heading = Рядом с оригиналом
revisions-compare-about = Это перевод текста № { $rendered } оригинала; сейчас у оригинала № { $newest }.
revisions-compare-same = Каждый абзац оригинала остаётся таким, каким был переведён.
revisions-original = Оригинал, язык: { $language }
revisions-translation = Перевод, язык: { $language }
revisions-changed = Изменено в оригинале после перевода
revisions-new = Новое в оригинале, ещё не переведено
revisions-gone = В оригинале этого больше нет
revisions-missing = Отсутствует в переводе
revisions-own = Есть только в переводе
revisions-changes-window = Что изменилось: { $title }
revisions-changes-heading = Что изменилось
revisions-changes-about = От текста № { $from } к тексту № { $to }, язык: { $language }
revisions-changes-texts = Оба текста
revisions-legend = Удалённое зачёркнуто, новое подчёркнуто.
revisions-coarse = Некоторые места слишком длинны, чтобы сравнивать их слово за словом: там отмечены целые предложения или всё от первого изменения до последнего.
revisions-said = Словами тех, кто изменил текст
revisions-kept =
    { $count ->
        [one] { $count } абзац без изменений
        [few] { $count } абзаца без изменений
        [many] { $count } абзацев без изменений
       *[other] { $count } абзаца без изменений
    }
revisions-removed = удалено:
revisions-added = новое:
revisions-marks = Здесь изменились только выделения или переносы строк.
revisions-nothing = Оба текста одинаковы.
revisions-see-changes = Что изменилось по сравнению с предыдущим текстом
revisions-history = Все тексты, язык: { $language }
revisions-history-text = Текст
revisions-history-day = Дата публикации
revisions-history-signed = Подписи
revisions-history-changes = Изменения
revisions-split = Подписи по текстам
revisions-filter = Подписанный текст
revisions-filter-all = все
revisions-signed = Что вы подписали
revisions-signed-newest = Это самый новый текст на этом языке.
revisions-signed-older = Есть более новый текст, № { $number }. Ваша подпись остаётся под тем текстом, который вы подписали.
revisions-read = Прочитать, что изменилось
revisions-offer = Те, кто изменил текст, считают изменение существенным. Если вы с ним согласны, вы можете вместо прежнего подписать новый текст. Если ничего не делать, всё останется как есть.
revisions-move-ask = Подписать вместо этого новый текст…
revisions-move-window = Более новый текст: { $title }
revisions-move-heading = Подписать вместо этого новый текст?
revisions-move-effect = Тогда ваша подпись стоит под текстом № { $number }, а не под прежним. Она учитывается один раз, как и раньше.
revisions-move-listed = То, что о вас видно, не изменится.
revisions-move-log = В публичном реестре строка новой подписи идёт сразу за строкой, которая отменяет прежнюю. Кто читает реестр, увидит, что обе принадлежат одному и тому же лицу или организации.
revisions-move-receipt = Вы получите новую квитанцию. Сохраните её: прежняя будет показывать только то, что подпись была раньше.
revisions-move-revised = Тем временем текст изменился ещё раз. Ничего не подписано; прочитайте текст ниже, прежде чем согласиться.
revisions-move-button = Подписать новый текст
revisions-move-keep = Нет, оставить как есть

# Figures: one question, everybody's answers, and how they are chosen.

# The page of one question and everybody's answers.
series-window = Число: { $title }
# Before a link to the declaration.
series-of = Из заявления
series-used = В заявлении использовано
series-why = Почему именно это
# Instead of "the declaration uses", where its text does not.
series-chosen = Выбрано, но в этом тексте не использовано
# Before a day.
series-begun = В открытом реестре с этого дня
series-sources-label = Источники
series-sources =
    { $count ->
        [0] Не указано, кто считал.
        [one] { $count } независимый источник.
        [few] { $count } независимых друг от друга источника.
        [many] { $count } независимых друг от друга источников.
       *[other] { $count } независимых друг от друга источника.
    }
series-sources-named =
    { $count ->
        [0] Не указано, кто считал.
        [one] Названо { $count } источником.
        [few] Названо { $count } источниками.
        [many] Названо { $count } источниками.
       *[other] Названо { $count } источника.
    }

series-current = Что сообщается
series-current-hint = От наименьшего к наибольшему, кто бы ни сообщил. Ничего не складывается и не усредняется.
series-nothing = Сейчас действующих данных нет.
series-apart = Показано отдельно
series-apart-hint = Случаи, которые расследуются, и прогнозы. Они никогда не прибавляются к подсчитанному.
series-time = С течением времени
# What a screen reader says instead of the picture.
series-chart = График подсчётов: { $from } — { $until }. В таблице ниже сказано то же самое.
series-marks = Как читать знаки:
series-undated =
    { $count ->
        [one] { $count } число без даты не показано на графике.
        [few] { $count } числа без даты не показаны на графике.
        [many] { $count } чисел без даты не показано на графике.
       *[other] { $count } числа без даты не показаны на графике.
    }
series-table = В виде таблицы
series-number = Число
series-history = Заменено и отозвано
series-history-hint = Сказанное ранее остаётся доступным.
series-data = В виде данных
series-settings = Отпечаток вопроса, выбора и обоснования

# Who counted, and who passed it on.
series-chain = { $claimant }, по сообщению: { $reporters }
series-about = около { $day }
# How old a count is.
series-age-days =
    { $count ->
        [one] { $count } день назад
        [few] { $count } дня назад
        [many] { $count } дней назад
       *[other] { $count } дня назад
    }
series-age-months =
    { $count ->
        [one] { $count } месяц назад
        [few] { $count } месяца назад
        [many] { $count } месяцев назад
       *[other] { $count } месяца назад
    }
series-age-years =
    { $count ->
        [one] { $count } год назад
        [few] { $count } года назад
        [many] { $count } лет назад
       *[other] { $count } года назад
    }
series-retracted = Отозвано { $day }; не полагайтесь на это:
# Before a later count that does not change the signed text.
series-since = Стало известно позже:
series-more = Все данные и их история
series-kind = Вид источника
series-counting = Период подсчёта
series-counting-since = всё начиная с { $start }
series-counting-period = { $start } — { $end }
series-place = Место
series-place-near = вблизи: { $place }
series-place-within = где-то здесь: { $place }
series-actor = Источник приписывает
series-confidence = Насколько мы уверены
series-confidence-high = вполне
series-confidence-medium = отчасти
series-confidence-low = мало
series-parts-disjoint = Состоит из
series-parts-overlapping = В том числе, с пересечениями
series-parts-partial = В том числе
series-method = Как ведётся подсчёт
series-published = Опубликовано
series-retrieved = Просмотрено
series-archive = Архивная копия
series-snapshot = Отпечаток нашей копии
series-break = Отсюда подсчёт ведётся иначе
series-replaces = Заменяет
series-replaced = Заменено на
series-record = Запись
series-record-here = в том виде, в каком она стоит в открытом реестре

series-kind-own-documentation = собственная документация
series-kind-ngo = неправительственная организация
series-kind-un-body = орган ООН
series-kind-state-authority = государственный орган
series-kind-hospital-or-morgue = больница или морг
series-kind-court = суд
series-kind-media = пресса, радио или телевидение
series-kind-social-media = социальные сети
series-kind-leaked-document = утечка документа
series-kind-witness = свидетельство очевидца
series-unit-persons = люди
series-unit-families = семьи
series-unit-incidents = случаи
series-unit-places = места

series-method-link = Как выбираются и проверяются числа
series-method-window = Как выбираются числа: { $title }
series-method-unsigned = Эта страница не входит в то, что подписывают, и может меняться.
series-method-whose = Вопросы и чьи подсчёты использованы

series-feed-counted = Подсчёт: { $claimant }, по состоянию на { $day }.
series-feed-undated = Подсчёт: { $claimant }.

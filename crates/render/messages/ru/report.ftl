# Reports: accounts of events that support a declaration and may quote others.

report-heading = Сообщения
report-window = Сообщение: { $title }
# In front of the title of a declaration.
report-of = В поддержку заявления
report-kind-report = сообщение
report-kind-eyewitness = рассказ очевидца
report-kind-chronology = хроника
report-kind-update = новости о заявлении
report-supports = Требования, которые оно подкрепляет
# Above reports, on the page of a demand.
report-supporting = Сообщения в поддержку этого требования

# What the mark (…) in a quotation means.
report-omitted = здесь есть пропуск
report-omissions = { $count ->
    [one] { $count } пропуск, отмечен знаком (…)
    [few] { $count } пропуска, каждый отмечен знаком (…)
    [many] { $count } пропусков, каждый отмечен знаком (…)
   *[other] { $count } пропуска, каждый отмечен знаком (…)
}
# Below a quotation. The language is named in that language.
report-translated-from = перевод; язык оригинала: { $language }
report-translated-by = перевод: { $name }; язык оригинала: { $language }

report-exact = Именно это сообщение
report-exact-why = Сообщения никто не подписывает, поэтому их нет в реестре. По отпечатку видно, говорит ли копия то же самое.
report-added = Опубликовано здесь
report-changed = Последнее изменение
report-record = Из чего вычислен отпечаток

report-feed = Новости и сообщения лентой (Atom)
# The title of the feed.
report-feed-title = Новости: { $title }
# The lines of an entry of the feed.
report-feed-line = { $kind }, дата: { $date }
report-feed-quotes = Цитируется: { $speakers }
report-feed-supports = В поддержку требования: { $demand }

# Where the demands of a declaration were raised, and what came of them.

raisings-heading = Что стало с требованиями
raisings-window = Требование: { $title }
raisings-demand-of = Требование заявления
# Above a demand that the newest text no longer makes.
raisings-earlier = В тексте, который подписывают сейчас, этого требования больше нет. Оно стоит в более раннем.
raisings-standing = Состояние
raisings-since = с { $day }
# What was learnt last of a demand.
raisings-last = Последнее известие
raisings-text = Стоит в
raisings-address = Адрес этой страницы
raisings-where = Где оно предъявлено
raisings-nowhere = Здесь не известно, чтобы его уже где-нибудь предъявляли.
raisings-on = Когда предъявлено
raisings-by = Кем предъявлено
raisings-document = С документом
raisings-record = Записано как
raisings-entry = строка { $leaf } публичного реестра
raisings-answered = Ответ, { $day }:
raisings-retracted = Отозвано; не полагайтесь на это:
raisings-retracted-short = отозвано
raisings-vouched = Внесено теми, кто начал заявление. Позднейшее изменение добавляется в реестр и не может заменить то, что там стояло.
raisings-feed = Новости о требованиях в виде ленты (Atom)
# The title of the feed.
raisings-feed-title = Что стало с требованиями: { $title }
# The title of one entry of the feed.
raisings-feed-entry = { $venue }: предъявлено { $day }
# One line of an entry of the feed.
raisings-feed-line = { $demand } — { $status }
raisings-feed-answer = Ответ, { $day }: { $answer }
raisings-feed-retracted = Отозвано; не полагайтесь на это: { $why }

# Where a demand stands after everything that was done about it.
raisings-state-open = открыто
raisings-state-acknowledged = принято к сведению
raisings-state-partly-met = выполнено частично
raisings-state-met = выполнено
raisings-state-refused = отклонено
raisings-state-overtaken = утратило смысл из-за хода событий

# What one raising says of it.
raisings-status-raised = предъявлено, ответа пока нет
raisings-status-answered = ответ получен, решения нет
raisings-status-accepted = принято
raisings-status-partly = выполнено частично
raisings-status-met = выполнено
raisings-status-refused = отклонено
raisings-status-no-answer = осталось без ответа
raisings-status-overtaken = утратило смысл из-за хода событий

raisings-kind-union = профсоюз
raisings-kind-parliament = парламент или совет
raisings-kind-government = правительство или ведомство
raisings-kind-company = предприятие
raisings-kind-organisation = организация
raisings-kind-court = суд
raisings-kind-media = печать или вещание

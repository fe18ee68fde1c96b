# Figures: one question, everybody's answers, and how they are chosen.

# The page of one question and everybody's answers.
series-window = Сан: { $title }
# Before a link to the declaration.
series-of = Мына мәлімдемеден:
series-used = Мәлімдемеде қолданылған
series-why = Неге дәл осы
# Instead of "the declaration uses", where its text does not.
series-chosen = Таңдалған, бірақ бұл мәтінде қолданылмаған
# Before a day.
series-begun = Ашық тізілімде осы күннен бері
series-sources-label = Дереккөздер
series-sources = Бір-біріне тәуелсіз дереккөздер саны: { $count }.
series-sources-named = Атаған дереккөздер саны: { $count }.

series-current = Не айтылады
series-current-hint = Кім айтса да, ең азынан ең көбіне қарай. Ештеңе қосылмайды және орташаланбайды.
series-nothing = Қазір күші бар дерек жоқ.
series-apart = Бөлек көрсетілген
series-apart-hint = Тексеріліп жатқан жағдайлар мен болжамдар. Олар санақ нәтижесіне ешқашан қосылмайды.
series-time = Уақыт бойынша
# What a screen reader says instead of the picture.
series-chart = Санақ диаграммасы: { $from } — { $until }. Төмендегі кестеде дәл сол айтылған.
series-marks = Белгілерді былай оқыңыз:
series-undated = Күні белгісіз { $count } дерек сызылмаған.
series-table = Кесте түрінде
series-number = Сан
series-history = Ауыстырылған және кері қайтарылған
series-history-hint = Бұрын айтылғаны оқуға қолжетімді қалады.
series-data = Дерек түрінде
series-settings = Сұрақтың, таңдаудың және себептің сандық ізі

# Who counted, and who passed it on.
series-chain = { $claimant }; хабарлаған: { $reporters }
series-about = шамамен { $day }
# How old a count is.
series-age-days = { $count } күн бұрын
series-age-months = { $count } ай бұрын
series-age-years = { $count } жыл бұрын
series-retracted = { $day } күні кері қайтарылды; бұған сүйенбеңіз:
# Before a later count that does not change the signed text.
series-since = Кейін белгілі болғаны:
series-more = Барлық дерек және олардың тарихы
series-kind = Дереккөздің түрі
series-counting = Санақ мерзімі
series-counting-since = { $start } күнінен бергінің бәрі
series-counting-period = { $start } — { $end }
series-place = Орны
series-place-near = маңында: { $place }
series-place-within = осы жердің ішінде: { $place }
series-actor = Дереккөздің айтуынша жасаған
series-confidence = Қаншалықты сенімдіміз
series-confidence-high = әбден
series-confidence-medium = біршама
series-confidence-low = аз
series-parts-disjoint = Құрамы
series-parts-overlapping = Оның ішінде, кейбірі екі рет
series-parts-partial = Оның ішінде
series-method = Қалай саналады
series-published = Жарияланды
series-retrieved = Оқылды
series-archive = Мұрағаттағы көшірме
series-snapshot = Өзіміздегі көшірменің сандық ізі
series-break = Осыдан бастап басқаша саналады
series-replaces = Мынаның орнына
series-replaced = Мынаған ауыстырылды
series-record = Жазба
series-record-here = ашық тізілімдегідей

series-kind-own-documentation = өз құжаттамасы
series-kind-ngo = үкіметтік емес ұйым
series-kind-un-body = БҰҰ органы
series-kind-state-authority = мемлекеттік орган
series-kind-hospital-or-morgue = аурухана немесе мәйітхана
series-kind-court = сот
series-kind-media = баспасөз немесе эфир
series-kind-social-media = әлеуметтік желі
series-kind-leaked-document = жарияланып кеткен құжат
series-kind-witness = көргеннің айғағы
series-unit-persons = адам
series-unit-families = отбасы
series-unit-incidents = оқиға
series-unit-places = жер

series-method-link = Сандар қалай таңдалады және тексеріледі
series-method-window = Сандар қалай таңдалады: { $title }
series-method-unsigned = Бұл бет қол қойылатын мәтінге кірмейді және өзгеруі мүмкін.
series-method-whose = Сұрақтар және кімнің санағы қолданылады

series-feed-counted = Санаған: { $claimant }, { $day } күнгі жағдай.
series-feed-undated = Санаған: { $claimant }.

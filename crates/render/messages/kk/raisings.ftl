# Where the demands of a declaration were raised, and what came of them.

raisings-heading = Талаптардың нәтижесі
raisings-window = Талап: { $title }
raisings-demand-of = Талап қойылған мәлімдеме:
# Above a demand that the newest text no longer makes.
raisings-earlier = Қазір қол қойылатын мәтінде бұл талап енді жоқ. Ол бұрынғы мәтінде тұр.
raisings-standing = Жағдайы
raisings-since = { $day } күнінен бастап
# What was learnt last of a demand.
raisings-last = Соңғы хабар
raisings-text = Тұрған мәтіні
raisings-address = Осы беттің мекенжайы
raisings-where = Қайда қойылды
raisings-nowhere = Оның осыған дейін бір жерде қойылғаны мұнда белгісіз.
raisings-on = Қойылған күні
raisings-by = Қойған
raisings-document = Құжаты
raisings-record = Жазылғаны
raisings-entry = ашық тізілімнің { $leaf }-жолы
raisings-answered = { $day } күнгі жауап:
raisings-retracted = Кері қайтарылған; бұған сүйенбеңіз:
raisings-retracted-short = кері қайтарылған
raisings-vouched = Мәлімдемені бастағандар енгізген. Кейінгі өзгеріс тізілімге қосылады және онда бұрын тұрғанның орнын баса алмайды.
raisings-feed = Талаптар туралы жаңалықтар таспа түрінде (Atom)
# The title of the feed.
raisings-feed-title = Талаптардың нәтижесі: { $title }
# The title of one entry of the feed.
raisings-feed-entry = { $venue }: { $day } күні қойылды
# One line of an entry of the feed.
raisings-feed-line = { $demand } — { $status }
raisings-feed-answer = { $day } күнгі жауап: { $answer }
raisings-feed-retracted = Кері қайтарылған; бұған сүйенбеңіз: { $why }

# Where a demand stands after everything that was done about it.
raisings-state-open = ашық
raisings-state-acknowledged = назарға алынды
raisings-state-partly-met = ішінара орындалды
raisings-state-met = орындалды
raisings-state-refused = қабылданбады
raisings-state-overtaken = оқиғалар барысында маңызын жойды

# What one raising says of it.
raisings-status-raised = қойылды, әзірге жауап жоқ
raisings-status-answered = жауап берілді, шешілген жоқ
raisings-status-accepted = келісілді
raisings-status-partly = ішінара орындалды
raisings-status-met = орындалды
raisings-status-refused = қабылданбады
raisings-status-no-answer = жауапсыз қалды
raisings-status-overtaken = оқиғалар барысында маңызын жойды

raisings-kind-union = кәсіподақ
raisings-kind-parliament = парламент немесе кеңес
raisings-kind-government = үкімет немесе билік органы
raisings-kind-company = компания
raisings-kind-organisation = ұйым
raisings-kind-court = сот
raisings-kind-media = баспасөз немесе телерадио

# Reports: accounts of events that support a declaration and may quote others.

report-heading = Хабарлар
report-window = Хабар: { $title }
# In front of the title of a declaration.
report-of = Қолдайтын мәлімдемесі:
report-kind-report = хабар
report-kind-eyewitness = көзбен көргеннің әңгімесі
report-kind-chronology = оқиғалар шежіресі
report-kind-update = мәлімдеме туралы жаңалық
report-supports = Қолдайтын талаптары
# Above reports, on the page of a demand.
report-supporting = Осы талапты қолдайтын хабарлар

# What the mark (…) in a quotation means.
report-omitted = мұнда бір жері қалдырылған
report-omissions = { $count } жері қалдырылған, әрқайсысы (…) белгісімен көрсетілген
# Below a quotation. The language is named in that language.
report-translated-from = аударма; түпнұсқа тілі: { $language }
report-translated-by = аударған: { $name }; түпнұсқа тілі: { $language }

report-exact = Дәл осы хабар
report-exact-why = Хабарға ешкім қол қоймайды, сондықтан ол тізілімде жоқ. Көшірменің дәл соны айтатыны сандық ізінен көрінеді.
report-added = Мұнда жарияланған күні
report-changed = Соңғы өзгерген күні
report-record = Сандық із неден есептелген

report-feed = Жаңалықтар мен хабарлар таспа түрінде (Atom)
# The title of the feed.
report-feed-title = Жаңалықтар: { $title }
# The lines of an entry of the feed.
report-feed-line = { $kind }, күні: { $date }
report-feed-quotes = Сөзі келтірілген: { $speakers }
report-feed-supports = Қолдайтын талабы: { $demand }

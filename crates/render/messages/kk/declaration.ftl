# A declaration: its text, figures, signatures and form.

declaration-window = { $title }
# Shown when the interface is not available in the language of the text.
declaration-interface = Мәтіннің тілі: { $language }. Оның айналасындағының бәрі қазақ тілінде.
declaration-addressees = Кімге
declaration-initiators = Бастаушы
declaration-supporters = Қолдаушы
declaration-first = Алғаш жарияланған жері
declaration-translation = Аударма
# A link to the original.
declaration-original = Түпнұсқаның тілі: { $language }.
declaration-translator = Аударған: { $name }
declaration-behind = Түпнұсқа содан бері өзгерді; бұл аударма әлі жаңартылған жоқ.
# Follows a large number: the word alone.
declaration-count = қолтаңба
declaration-sign = Қол қою

declaration-figures = Сандар және олардың дереккөздері
declaration-claimed = Санаған
declaration-source-missing = дереккөзі көрсетілмеген
declaration-as-of = Қай күнгі жағдай
declaration-as-of-unknown = көрсетілмеген
declaration-status = Анықтығы
declaration-verbatim = Өз сөзімен
declaration-source = Дереккөз
declaration-note = Ескертпе
declaration-measure-killed = өлтірілгендер
declaration-measure-injured = жараланғандар
declaration-measure-detained = ұсталғандар
declaration-measure-missing = із-түзсіз жоғалғандар
declaration-measure-executed = өлім жазасы орындалғандар
declaration-measure-sentenced = өлім жазасына кесілгендер
declaration-measure-displaced = мекенінен айырылғандар
declaration-status-confirmed = расталған
declaration-status-partly-confirmed = ішінара расталған
declaration-status-reported = хабарланған, тексерілмеген
declaration-status-under-investigation = тексеріліп жатыр
declaration-status-estimated = бағалау
declaration-status-projected = болжам
declaration-status-contested = даулы
declaration-status-retracted = кері қайтарылған

declaration-signatures = Қолтаңбалар
declaration-split = { $persons } адам мен { $organisations } ұйым қол қойды.
declaration-shown = Олардың { $shown } қолтаңбасы тізімде көрінеді; { $hidden } қолтаңба есепке алынады, бірақ көрсетілмейді.
declaration-none = Әзірге ешкім қол қойған жоқ.
declaration-newest = Тізімдегі ең жаңалары
declaration-all = Көрсетілетін барлық қол қоюшылар

declaration-sign-heading = Осы мәлімдемеге қол қою
declaration-what-is-signed = Сіз дәл жоғарыдағы мәтінге қол қоясыз. Оның тілі: { $language }.
declaration-closes = Оған { $day } күніне дейін қол қоюға болады.
declaration-closed-on = Бұл мәлімдемеге { $day } күніне дейін қол қоюға болатын еді.
declaration-closed = Бұл мәлімдемеге енді қол қоюға болмайды.
# Follows one of the two before.
declaration-closed-final = Қолтаңба жинау біржола аяқталды: енді ешкімді қосуға болмайды. Қол қойған адам қолтаңбасын әлі де қайтарып ала алады.

declaration-wording = Дәл осы мәтін
declaration-wording-why = Әр қолтаңба соңғы таңбасына дейін бір ғана мәтінге тиесілі. Төмендегі сандық із сол мәтіннен есептелген; көшірмесі бар кез келген адам оның сол мәтін екенін-еместігін біле алады.
declaration-revision = Редакция
declaration-revision-of = № { $number }, тілі: { $language }
declaration-digest = Сандық із (SHA-256)
declaration-address = Осы беттің мекенжайы
declaration-permalink = Дәл осы мәтіннің мекенжайы
declaration-log = Қолтаңбаларды қалай тексеруге болады

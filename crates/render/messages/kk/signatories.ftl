# The public list.

signatories-window = Қол қоюшылар: { $title }
signatories-heading = Қол қоюшылар
signatories-search = Тізімнен іздеу
signatories-prefix = Есімнің басы
signatories-class = Кім
signatories-class-all = бәрі
signatories-class-persons = адамдар
signatories-class-organisations = ұйымдар
signatories-language = Қол қойылған тіл
signatories-language-all = барлығы
signatories-order = Реті
signatories-order-newest = алдымен жаңалары
signatories-order-name = есімі бойынша
signatories-apply = Көрсету
signatories-clear = Бәрін көрсету
signatories-none = Әзірге ешкім көрсетілмейді.
signatories-none-found = Тізімде сәйкес ешкім жоқ.
signatories-organisation = ұйым
signatories-pages = Тізімнің беттері
signatories-after = Келесі бет
signatories-hidden = Тек есепке алынуды таңдағандар ешбір тізімде жоқ және оларды іздеп табу мүмкін емес.

# Behind the mailed link: a summary and one button.

confirm-window = Растау: { $title }
confirm-busy = Қазір растап жатқандар өте көп. Ештеңе жоғалған жоқ: бір минуттан кейін түймені қайта басыңыз.
confirm-heading = Қолтаңбаңызды растаңыз
confirm-name = Аты-жөні
confirm-public = Жұртқа көрінетіні
confirm-public-nothing = Сіз туралы ештеңе: қолтаңбаңыз есепке алынады, бірақ көрсетілмейді.
confirm-private = Жұртқа көрінбейтіні
confirm-email-private = осы хат келген мекенжай
confirm-class = Мен қол қоямын
confirm-organisation = ұйым атынан
confirm-consents = Келісім беремін
confirm-listing = Жұртқа қалай көрінемін
confirm-text = Сіз қол қоятын мәтін
confirm-newer = Сіз нысанды толтырғаннан кейін жаңарақ мәтін жарияланды, № { $number }. Бұл түймемен сіз № { $signed } мәтінге қол қоясыз.
confirm-button = Қолтаңбамды растау
confirm-deleted = Ештеңе істемесеңіз, { $day } күні бәрі жойылады.

# A signer changes the listing or withdraws.

manage-window = Қолтаңбаңыз: { $title }
manage-heading = Қолтаңбаңыз
manage-changed = Таңдауыңыз сақталды. Тізімде ол қазірдің өзінде көрініп тұр.
manage-busy = Қазір ештеңе сақталмады. Бір минуттан кейін қайталап көріңіз.
manage-name = Аты-жөні
manage-signed-on = Қол қойылған күні
manage-listed = Жұртқа көрінуі
manage-listed-counted = Қолтаңбаңыз есепке алынады, бірақ көрсетілмейді.
manage-listed-initials = Аты-жөніңіздің бас әріптері көрсетіледі.
manage-listed-named = Аты-жөніңіз көрсетіледі.
manage-change = Қалай көрінетінімді өзгерту
manage-change-button = Сақтау
manage-withdraw = Қолтаңбамды қайтарып алу
manage-withdraw-what = Себебін айтудың қажеті жоқ.
manage-withdraw-ask = Қолтаңбамды қайтарып алу…
manage-withdraw-window = Қайтарып алу: { $title }
manage-withdraw-sure = Қолтаңбаңызды қайтарып аласыз ба?
manage-withdraw-effect = { $name } есімімен қойылған қолтаңба тізімнен де, есептен де бірден шығады, ал енгізгеніңіз жойылады.
manage-withdraw-effect-yours = Қолтаңбаңыз тізімнен де, есептен де бірден шығады, ал енгізгеніңіз жойылады.
manage-withdraw-log = Ашық тізілімде жол қалады, одан кейін оның күшін жоятын жол келеді. Екеуінде де есіміңіз жоқ, ал түбіртегіңізсіз олардың кімдікі екенін ешкім айта алмайды.
manage-withdraw-button = Иә, қайтарып аламын
manage-withdraw-keep = Жоқ, қалдырамын
manage-withdrawn-window = Қайтарып алынды: { $title }
manage-withdrawn = Қолтаңбаңыз қайтарып алынды
manage-withdrawn-what = Ол енді есепке алынбайды және көрсетілмейді. Енгізгеніңіз жойылды.
manage-withdrawn-again = Ойыңыз өзгерсе, қайта қол қоя аласыз.

# Figures: one question, everybody's answers, and how they are chosen.

# The page of one question and everybody's answers.
series-window = رقم: { $title }
# Before a link to the declaration.
series-of = من البيان
series-used = يستخدم البيان
series-why = سبب اختياره
# Instead of "the declaration uses", where its text does not.
series-chosen = مُختار، وغير مستخدَم في هذا النص
# Before a day.
series-begun = في السجل العام منذ
series-sources-label = المصادر
series-sources =
    { $count ->
        [zero] لم تُذكر جهة الإحصاء.
        [one] تعود كلها إلى مصدر واحد.
        [two] مصدران مستقلان أحدهما عن الآخر.
        [few] { $count } مصادر مستقل بعضها عن بعض.
        [many] { $count } مصدرًا مستقلًا بعضها عن بعض.
       *[other] { $count } مصدر مستقل بعضها عن بعض.
    }
series-sources-named =
    { $count ->
        [zero] لم تُذكر جهة الإحصاء.
        [one] ذكره مصدر واحد.
        [two] ذكره مصدران.
        [few] ذكرته { $count } مصادر.
        [many] ذكره { $count } مصدرًا.
       *[other] ذكره { $count } مصدر.
    }

series-current = ما يقال
series-current-hint = من الأدنى إلى الأعلى، أيًّا كان القائل. لا شيء يُجمع ولا يُؤخذ متوسطه.
series-nothing = لا رقم قائمًا في الوقت الحالي.
series-apart = معروض على حدة
series-apart-hint = حالات قيد التحقيق وتوقعات. لا تُضاف أبدًا إلى ما أُحصي.
series-time = عبر الزمن
# What a screen reader says instead of the picture.
series-chart = رسم بياني للإحصاءات من { $from } إلى { $until }. الجدول أدناه يقول الشيء نفسه.
series-marks = كيف تُقرأ العلامات:
series-undated =
    { $count ->
        [zero] لا رقم بلا تاريخ.
        [one] رقم واحد بلا تاريخ لم يُرسم.
        [two] رقمان بلا تاريخ لم يُرسما.
        [few] { $count } أرقام بلا تاريخ لم تُرسم.
        [many] { $count } رقمًا بلا تاريخ لم تُرسم.
       *[other] { $count } رقم بلا تاريخ لم تُرسم.
    }
series-table = في جدول
series-number = العدد
series-history = ما استُبدل وما سُحب
series-history-hint = ما قيل من قبل يبقى مقروءًا.
series-data = كبيانات
series-settings = بصمة السؤال والاختيار والسبب

# Who counted, and who passed it on.
series-chain = { $claimant }، نقلًا عن { $reporters }
series-about = نحو { $day }
# How old a count is.
series-age-days =
    { $count ->
        [zero] اليوم
        [one] منذ يوم واحد
        [two] منذ يومين
        [few] منذ { $count } أيام
        [many] منذ { $count } يومًا
       *[other] منذ { $count } يوم
    }
series-age-months =
    { $count ->
        [zero] هذا الشهر
        [one] منذ شهر واحد
        [two] منذ شهرين
        [few] منذ { $count } أشهر
        [many] منذ { $count } شهرًا
       *[other] منذ { $count } شهر
    }
series-age-years =
    { $count ->
        [zero] هذه السنة
        [one] منذ سنة واحدة
        [two] منذ سنتين
        [few] منذ { $count } سنوات
        [many] منذ { $count } سنة
       *[other] منذ { $count } سنة
    }
series-retracted = سُحب في { $day }؛ لا يُعتمد عليه:
# Before a later count that does not change the signed text.
series-since = ما عُرف بعد ذلك:
series-more = كل الأرقام وتاريخها وبياناتها
series-kind = نوع المصدر
series-counting = مدة الإحصاء
series-counting-since = كل ما حدث منذ { $start }
series-counting-period = من { $start } إلى { $end }
series-place = المكان
series-place-near = قرب { $place }
series-place-within = في مكان ما في { $place }
series-actor = ينسبه المصدر إلى
series-confidence = مدى ثقتنا
series-confidence-high = كبير
series-confidence-medium = متوسط
series-confidence-low = ضعيف
series-parts-disjoint = يتألف من
series-parts-overlapping = منهم، وبعضهم أكثر من مرة
series-parts-partial = منهم
series-method = طريقة الإحصاء
series-published = تاريخ النشر
series-retrieved = تاريخ الاطلاع
series-archive = نسخة محفوظة
series-snapshot = بصمة نسختنا
series-break = من هنا تغيّرت طريقة الإحصاء
series-replaces = يحل محل
series-replaced = حل محله
series-record = السجل
series-record-here = كما ورد في السجل العام

series-kind-own-documentation = توثيق خاص
series-kind-ngo = منظمة غير حكومية
series-kind-un-body = هيئة تابعة للأمم المتحدة
series-kind-state-authority = سلطة حكومية
series-kind-hospital-or-morgue = مستشفى أو مشرحة
series-kind-court = محكمة
series-kind-media = صحافة أو إذاعة
series-kind-social-media = وسائل التواصل الاجتماعي
series-kind-leaked-document = وثيقة مسرَّبة
series-kind-witness = شهادة عيان
series-unit-persons = أشخاص
series-unit-families = عائلات
series-unit-incidents = حوادث
series-unit-places = أماكن

series-method-link = كيف تُختار الأرقام ويُتحقق منها
series-method-window = كيف تُختار الأرقام: { $title }
series-method-unsigned = هذه الصفحة ليست جزءًا مما يُوقَّع، وقد تتغير.
series-method-whose = الأسئلة، وإحصاء أي جهة مستخدَم

series-feed-counted = جهة الإحصاء: { $claimant }، حتى تاريخ { $day }.
series-feed-undated = جهة الإحصاء: { $claimant }.

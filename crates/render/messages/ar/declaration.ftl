# A declaration: its text, figures, signatures and form.

declaration-window = { $title }
# Shown when the interface is not available in the language of the text.
declaration-interface = لغة النص: { $language }. وكل ما حوله بالعربية.
declaration-addressees = إلى
declaration-initiators = بمبادرة من
declaration-supporters = بدعم من
declaration-first = أول نشر
declaration-translation = ترجمة
# A link to the original.
declaration-original = لغة الأصل: { $language }.
declaration-translator = الترجمة: { $name }
declaration-behind = تغيّر الأصل منذ ذلك الحين، ولم تلحق به هذه الترجمة بعد.
# Follows a large number: the word alone.
declaration-count =
    { $count ->
        [zero] توقيع
        [one] توقيع
        [two] توقيعان
        [few] توقيعات
        [many] توقيعًا
       *[other] توقيع
    }
declaration-sign = التوقيع

declaration-figures = الأرقام ومصادرها
declaration-claimed = جهة الإحصاء
declaration-source-missing = المصدر غير مذكور
declaration-as-of = حتى تاريخ
declaration-as-of-unknown = غير مذكور
declaration-status = درجة اليقين
declaration-verbatim = بنص كلامهم
declaration-source = المصدر
declaration-note = ملاحظة
declaration-measure-killed = القتلى
declaration-measure-injured = الجرحى
declaration-measure-detained = المحتجزون والمحتجزات
declaration-measure-missing = المفقودون والمفقودات
declaration-measure-executed = من نُفّذ فيهم حكم الإعدام
declaration-measure-sentenced = المحكوم عليهم بالإعدام
declaration-measure-displaced = المهجّرون والمهجّرات
declaration-status-confirmed = مؤكَّد
declaration-status-partly-confirmed = مؤكَّد جزئيًا
declaration-status-reported = مُبلَّغ عنه، غير متحقَّق منه
declaration-status-under-investigation = قيد التحقيق
declaration-status-estimated = تقديري
declaration-status-projected = متوقَّع
declaration-status-contested = مختلَف فيه
declaration-status-retracted = مسحوب

declaration-signatures = التوقيعات
declaration-split =
    وقّع { $persons ->
        [zero] { $persons } شخص
        [one] شخص واحد
        [two] شخصان
        [few] { $persons } أشخاص
        [many] { $persons } شخصًا
       *[other] { $persons } شخص
    } و{ $organisations ->
        [zero] { $organisations } منظمة
        [one] منظمة واحدة
        [two] منظمتان
        [few] { $organisations } منظمات
        [many] { $organisations } منظمة
       *[other] { $organisations } منظمة
    }.
declaration-shown = منها في القائمة الظاهرة: { $shown }؛ وما يُحسب ولا يُعرض: { $hidden }.
declaration-none = لم يوقّع أحد بعد.
declaration-newest = الأحدث في القائمة
declaration-all = كل التوقيعات الظاهرة

declaration-sign-heading = توقيع هذا البيان
declaration-what-is-signed = التوقيع هو على النص أعلاه بعينه، ولغته: { $language }.
declaration-closes = يمكن توقيعه حتى { $day }.
declaration-closed-on = كان يمكن توقيع هذا البيان حتى { $day }.
declaration-closed = لم يعد توقيع هذا البيان ممكنًا.
# Follows one of the two before.
declaration-closed-final = انتهى جمع التوقيعات نهائيًا: لا يمكن إضافة أحد بعد الآن. ومن وقّع يمكنه سحب توقيعه.

declaration-wording = هذا النص بعينه
declaration-wording-why = كل توقيع يخص نصًا واحدًا، حتى آخر حرف فيه. والبصمة أدناه محسوبة منه؛ فمن كانت لديه نسخة أمكنه أن يعرف هل هي النص نفسه.
declaration-revision = الصيغة
declaration-revision-of = رقم { $number }، اللغة: { $language }
declaration-digest = البصمة (SHA-256)
declaration-address = عنوان هذه الصفحة
declaration-permalink = عنوان هذا النص بعينه
declaration-log = كيف يمكن التحقق من التوقيعات

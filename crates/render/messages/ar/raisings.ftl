# Where the demands of a declaration were raised, and what came of them.

raisings-heading = ما آلت إليه المطالب
raisings-window = مطلب: { $title }
raisings-demand-of = مطلب من
# Above a demand that the newest text no longer makes.
raisings-earlier = لم يعد النص الذي يُوقَّع الآن يتضمن هذا المطلب. وهو موجود في نص سابق.
raisings-standing = حاله
raisings-since = منذ { $day }
# What was learnt last of a demand.
raisings-last = آخر ما ورد
raisings-text = ورد في
raisings-address = عنوان هذه الصفحة
raisings-where = أين طُرح
raisings-nowhere = لا يُعرف هنا أنه طُرح في أي مكان حتى الآن.
raisings-on = تاريخ الطرح
raisings-by = طرحه
raisings-document = مع
raisings-record = مسجَّل في
raisings-entry = السطر { $leaf } من السجل العلني
raisings-answered = الجواب في { $day }:
raisings-retracted = مسحوب؛ يُرجى عدم الاستناد إليه:
raisings-retracted-short = مسحوب
raisings-vouched = أدخله من بدؤوا البيان. أي تغيير لاحق يُضاف إلى السجل ولا يمكن أن يحل محل ما كان فيه.
raisings-feed = أخبار المطالب في خلاصة (Atom)
# The title of the feed.
raisings-feed-title = ما آلت إليه المطالب: { $title }
# The title of one entry of the feed.
raisings-feed-entry = { $venue }: طُرح في { $day }
# One line of an entry of the feed.
raisings-feed-line = { $demand } – { $status }
raisings-feed-answer = الجواب في { $day }: { $answer }
raisings-feed-retracted = مسحوب؛ يُرجى عدم الاستناد إليه: { $why }

# Where a demand stands after everything that was done about it.
raisings-state-open = مفتوح
raisings-state-acknowledged = أُخذ به علمًا
raisings-state-partly-met = تحقق جزئيًا
raisings-state-met = تحقق
raisings-state-refused = رُفض
raisings-state-overtaken = تجاوزته الأحداث

# What one raising says of it.
raisings-status-raised = طُرح، ولا جواب بعد
raisings-status-answered = أُجيب عنه، ولم يُبَتّ فيه
raisings-status-accepted = تمت الموافقة عليه
raisings-status-partly = تحقق جزئيًا
raisings-status-met = تحقق
raisings-status-refused = رُفض
raisings-status-no-answer = بقي بلا جواب
raisings-status-overtaken = تجاوزته الأحداث

raisings-kind-union = نقابة
raisings-kind-parliament = برلمان أو مجلس
raisings-kind-government = حكومة أو سلطة
raisings-kind-company = شركة
raisings-kind-organisation = منظمة
raisings-kind-court = محكمة
raisings-kind-media = صحافة أو إذاعة وتلفزيون

# Reports: accounts of events that support a declaration and may quote others.

report-heading = تقارير
report-window = تقرير: { $title }
# In front of the title of a declaration.
report-of = دعمًا للبيان
report-kind-report = تقرير
report-kind-eyewitness = رواية شاهد عيان
report-kind-chronology = تسلسل الأحداث
report-kind-update = أخبار البيان
report-supports = المطالب التي يدعمها
# Above reports, on the page of a demand.
report-supporting = تقارير تدعمه

# What the mark (…) in a quotation means.
report-omitted = حُذف هنا شيء
report-omissions = { $count ->
    [zero] لا حذف
    [one] موضع محذوف واحد، مُشار إليه بالعلامة (…)
    [two] موضعان محذوفان، مُشار إليهما بالعلامة (…)
    [few] { $count } مواضع محذوفة، مُشار إليها بالعلامة (…)
    [many] { $count } موضعًا محذوفًا، مُشار إليها بالعلامة (…)
   *[other] { $count } موضع محذوف، مُشار إليها بالعلامة (…)
}
# Below a quotation. The language is named in that language.
report-translated-from = مترجم؛ لغة الأصل: { $language }
report-translated-by = ترجمة { $name }؛ لغة الأصل: { $language }

report-exact = هذا التقرير بعينه
report-exact-why = لا يوقّع أحد على تقرير، ولذلك لا يرد في السجل. وبصمته تُظهر هل تقول النسخة الشيء نفسه.
report-added = نُشر هنا في
report-changed = آخر تغيير في
report-record = ما حُسبت منه البصمة

report-feed = الأخبار والتقارير في خلاصة (Atom)
# The title of the feed.
report-feed-title = أخبار: { $title }
# The lines of an entry of the feed.
report-feed-line = { $kind }، التاريخ: { $date }
report-feed-quotes = يُقتبس فيه من: { $speakers }
report-feed-supports = يدعم المطلب: { $demand }

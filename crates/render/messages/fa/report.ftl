# Reports: accounts of events that support a declaration and may quote others.

report-heading = گزارش‌ها
report-window = گزارش: { $title }
# In front of the title of a declaration.
report-of = در پشتیبانی از بیانیهٔ
report-kind-report = گزارش
report-kind-eyewitness = روایت شاهد عینی
report-kind-chronology = گاه‌شمار رویدادها
report-kind-update = خبر دربارهٔ بیانیه
report-supports = خواسته‌هایی که از آن‌ها پشتیبانی می‌کند
# Above reports, on the page of a demand.
report-supporting = گزارش‌هایی که از آن پشتیبانی می‌کنند

# What the mark (…) in a quotation means.
report-omitted = اینجا چیزی حذف شده است
report-omissions = { $count } جا حذف شده و هر یک با (…) نشان داده شده است
# Below a quotation. The language is named in that language.
report-translated-from = ترجمه؛ زبان اصلی: { $language }
report-translated-by = ترجمهٔ { $name }؛ زبان اصلی: { $language }

report-exact = دقیقاً همین گزارش
report-exact-why = گزارش را کسی امضا نمی‌کند، پس در دفتر نیست. اثر انگشت آن نشان می‌دهد که یک نسخه همان را می‌گوید یا نه.
report-added = تاریخ انتشار در اینجا
report-changed = تاریخ آخرین تغییر
report-record = آنچه اثر انگشت از آن محاسبه شده است

report-feed = خبرها و گزارش‌ها در خوراک (Atom)
# The title of the feed.
report-feed-title = خبرها: { $title }
# The lines of an entry of the feed.
report-feed-line = { $kind }، تاریخ: { $date }
report-feed-quotes = نقل از: { $speakers }
report-feed-supports = از این خواسته پشتیبانی می‌کند: { $demand }

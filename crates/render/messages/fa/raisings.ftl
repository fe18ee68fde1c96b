# Where the demands of a declaration were raised, and what came of them.

raisings-heading = سرانجام خواسته‌ها
raisings-window = خواسته: { $title }
raisings-demand-of = خواسته‌ای از
# Above a demand that the newest text no longer makes.
raisings-earlier = متنی که اکنون امضا می‌شود دیگر این خواسته را ندارد. در متنی پیشین آمده است.
raisings-standing = وضعیت
raisings-since = از { $day }
# What was learnt last of a demand.
raisings-last = آخرین خبر
raisings-text = آمده در
raisings-address = نشانی این صفحه
raisings-where = کجا مطرح شد
raisings-nowhere = اینجا دانسته نیست که تاکنون جایی مطرح شده باشد.
raisings-on = تاریخ طرح
raisings-by = مطرح‌کننده
raisings-document = همراه با
raisings-record = ثبت‌شده در
raisings-entry = سطر { $leaf } از دفتر عمومی
raisings-answered = پاسخ در { $day }:
raisings-retracted = پس گرفته شده؛ به آن استناد نکنید:
raisings-retracted-short = پس گرفته شده
raisings-vouched = آغازگران بیانیه آن را وارد کرده‌اند. تغییر بعدی به دفتر افزوده می‌شود و نمی‌تواند جای آنچه را آنجا بوده بگیرد.
raisings-feed = خبرهای خواسته‌ها در خوراک (Atom)
# The title of the feed.
raisings-feed-title = سرانجام خواسته‌ها: { $title }
# The title of one entry of the feed.
raisings-feed-entry = { $venue }: طرح در { $day }
# One line of an entry of the feed.
raisings-feed-line = { $demand } – { $status }
raisings-feed-answer = پاسخ در { $day }: { $answer }
raisings-feed-retracted = پس گرفته شده؛ به آن استناد نکنید: { $why }

# Where a demand stands after everything that was done about it.
raisings-state-open = باز
raisings-state-acknowledged = به آن توجه شد
raisings-state-partly-met = تا حدی برآورده شد
raisings-state-met = برآورده شد
raisings-state-refused = رد شد
raisings-state-overtaken = با رویدادها موضوعیتش را از دست داد

# What one raising says of it.
raisings-status-raised = مطرح شد، هنوز بی‌پاسخ
raisings-status-answered = پاسخ داده شد، تصمیم گرفته نشد
raisings-status-accepted = پذیرفته شد
raisings-status-partly = تا حدی برآورده شد
raisings-status-met = برآورده شد
raisings-status-refused = رد شد
raisings-status-no-answer = بی‌پاسخ ماند
raisings-status-overtaken = با رویدادها موضوعیتش را از دست داد

raisings-kind-union = اتحادیه
raisings-kind-parliament = مجلس یا شورا
raisings-kind-government = دولت یا نهاد حکومتی
raisings-kind-company = شرکت
raisings-kind-organisation = سازمان
raisings-kind-court = دادگاه
raisings-kind-media = مطبوعات یا صدا و سیما

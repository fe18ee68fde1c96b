# Figures: one question, everybody's answers, and how they are chosen.

# The page of one question and everybody's answers.
series-window = رقم: { $title }
# Before a link to the declaration.
series-of = از بیانیهٔ
series-used = در بیانیه آمده
series-why = چرا این یکی
# Instead of "the declaration uses", where its text does not.
series-chosen = برگزیده شده، ولی در این متن نیامده است
# Before a day.
series-begun = در دفتر عمومی از
series-sources-label = منابع
series-sources = شمار منابع مستقل از یکدیگر: { $count }.
series-sources-named = شمار منابعی که آن را گفته‌اند: { $count }.

series-current = آنچه گفته می‌شود
series-current-hint = از کمترین تا بیشترین، هر که گفته باشد. هیچ‌چیز جمع زده یا میانگین‌گیری نمی‌شود.
series-nothing = اکنون هیچ رقمی معتبر نیست.
series-apart = جداگانه
series-apart-hint = موارد در دست بررسی و پیش‌بینی‌ها. هرگز به آنچه شمرده شده افزوده نمی‌شوند.
series-time = در گذر زمان
# What a screen reader says instead of the picture.
series-chart = نمودار شمارش‌ها از { $from } تا { $until }. جدول زیر همین را می‌گوید.
series-marks = نشانه‌ها را چنین بخوانید:
series-undated = { $count } رقم بدون تاریخ رسم نشده است.
series-table = به‌صورت جدول
series-number = شمار
series-history = جایگزین‌شده‌ها و پس‌گرفته‌شده‌ها
series-history-hint = آنچه پیش‌تر گفته شد خواندنی می‌ماند.
series-data = به‌صورت داده
series-settings = اثر انگشت پرسش، گزینش و دلیل

# Who counted, and who passed it on.
series-chain = { $claimant }، به نقل از { $reporters }
series-about = حدود { $day }
# How old a count is.
series-age-days = { $count } روز پیش
series-age-months = { $count } ماه پیش
series-age-years = { $count } سال پیش
series-retracted = در { $day } پس گرفته شد؛ به آن استناد نکنید:
# Before a later count that does not change the signed text.
series-since = آنچه پس از آن دانسته شد:
series-more = همهٔ رقم‌ها، تاریخچه و داده‌ها
series-kind = نوع منبع
series-counting = دورهٔ شمارش
series-counting-since = همه از { $start }
series-counting-period = از { $start } تا { $end }
series-place = جا
series-place-near = نزدیک { $place }
series-place-within = جایی در { $place }
series-actor = به گفتهٔ منبع از سوی
series-confidence = میزان اطمینان ما
series-confidence-high = زیاد
series-confidence-medium = متوسط
series-confidence-low = کم
series-parts-disjoint = تشکیل‌شده از
series-parts-overlapping = از آن میان، برخی بیش از یک بار
series-parts-partial = از آن میان
series-method = شیوهٔ شمارش
series-published = انتشار
series-retrieved = تاریخ خواندن
series-archive = نسخهٔ بایگانی‌شده
series-snapshot = اثر انگشت نسخهٔ ما
series-break = از اینجا به بعد به شیوه‌ای دیگر شمرده می‌شود
series-replaces = جایگزین
series-replaced = جای خود را داده به
series-record = ثبت
series-record-here = چنان‌که در دفتر عمومی آمده

series-kind-own-documentation = مستندسازی خود
series-kind-ngo = سازمان غیردولتی
series-kind-un-body = نهاد سازمان ملل
series-kind-state-authority = مقام دولتی
series-kind-hospital-or-morgue = بیمارستان یا سردخانه
series-kind-court = دادگاه
series-kind-media = مطبوعات یا رسانهٔ پخش
series-kind-social-media = شبکه‌های اجتماعی
series-kind-leaked-document = سند درزکرده
series-kind-witness = گواهی شاهد عینی
series-unit-persons = نفر
series-unit-families = خانواده
series-unit-incidents = رویداد
series-unit-places = جا (مکان)

series-method-link = رقم‌ها چگونه برگزیده و بررسی می‌شوند
series-method-window = رقم‌ها چگونه برگزیده می‌شوند: { $title }
series-method-unsigned = این صفحه بخشی از متن امضاشده نیست و ممکن است تغییر کند.
series-method-whose = پرسش‌ها، و شمارش چه کسی به کار رفته

series-feed-counted = شمارش از { $claimant }، تا تاریخ { $day }.
series-feed-undated = شمارش از { $claimant }.

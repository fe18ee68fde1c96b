# A declaration: its text, figures, signatures and form.

declaration-window = { $title }
# Shown when the interface is not available in the language of the text.
declaration-interface = زبان متن: { $language }. هر چه پیرامون آن است به فارسی است.
declaration-addressees = خطاب به
declaration-initiators = به ابتکار
declaration-supporters = با پشتیبانی
declaration-first = نخستین انتشار
declaration-translation = ترجمه
# A link to the original.
declaration-original = زبان اصل: { $language }.
declaration-translator = ترجمه: { $name }
declaration-behind = متن اصلی پس از آن تغییر کرده و این ترجمه هنوز به‌روز نشده است.
# Follows a large number: the word alone.
declaration-count = امضا
declaration-sign = امضا

declaration-figures = رقم‌ها و منبع‌هایشان
declaration-claimed = شمارش از
declaration-source-missing = منبع ذکر نشده
declaration-as-of = تا تاریخ
declaration-as-of-unknown = ذکر نشده
declaration-status = میزان قطعیت
declaration-verbatim = به گفتهٔ خودشان
declaration-source = منبع
declaration-note = یادداشت
declaration-measure-killed = کشته
declaration-measure-injured = زخمی
declaration-measure-detained = بازداشت‌شده
declaration-measure-missing = ناپدیدشده
declaration-measure-executed = اعدام‌شده
declaration-measure-sentenced = محکوم به مرگ
declaration-measure-displaced = آواره
declaration-status-confirmed = تأییدشده
declaration-status-partly-confirmed = تا حدی تأییدشده
declaration-status-reported = گزارش‌شده، بررسی‌نشده
declaration-status-under-investigation = در دست بررسی
declaration-status-estimated = برآورد
declaration-status-projected = پیش‌بینی
declaration-status-contested = محل اختلاف
declaration-status-retracted = پس‌گرفته‌شده

declaration-signatures = امضاها
declaration-split = { $persons } نفر و { $organisations } سازمان امضا کرده‌اند.
declaration-shown = از این میان { $shown } امضا در فهرست دیده می‌شود؛ { $hidden } امضا شمرده می‌شود و نشان داده نمی‌شود.
declaration-none = هنوز کسی امضا نکرده است.
declaration-newest = تازه‌ترین‌های فهرست
declaration-all = همهٔ امضاهایی که نشان داده می‌شوند

declaration-sign-heading = امضای این بیانیه
declaration-what-is-signed = شما دقیقاً متن بالا را امضا می‌کنید. زبان آن: { $language }.
declaration-closes = تا { $day } می‌توان آن را امضا کرد.
declaration-closed-on = این بیانیه را تا { $day } می‌شد امضا کرد.
declaration-closed = این بیانیه را دیگر نمی‌توان امضا کرد.
# Follows one of the two before.
declaration-closed-final = گردآوری برای همیشه پایان یافته است: دیگر کسی افزوده نمی‌شود. هر که امضا کرده هنوز می‌تواند امضایش را پس بگیرد.

declaration-wording = دقیقاً همین متن
declaration-wording-why = هر امضا از آن یک متن است، تا آخرین نویسه. اثر انگشت زیر از همان متن به دست آمده است؛ هر کس رونوشتی دارد می‌تواند بفهمد که همان متن است یا نه.
declaration-revision = ویرایش
declaration-revision-of = شمارهٔ { $number }، زبان: { $language }
declaration-digest = اثر انگشت (SHA-256)
declaration-address = نشانی این صفحه
declaration-permalink = نشانی دقیقاً همین متن
declaration-log = چگونه می‌توان امضاها را بررسی کرد

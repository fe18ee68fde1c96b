# The public list.

signatories-window = امضاکنندگان: { $title }
signatories-heading = امضاکنندگان
signatories-search = جستجو در فهرست
signatories-prefix = نام آغاز می‌شود با
signatories-class = چه کسانی
signatories-class-all = همه
signatories-class-persons = اشخاص
signatories-class-organisations = سازمان‌ها
signatories-language = زبان امضا
signatories-language-all = همه
signatories-order = ترتیب
signatories-order-newest = نخست تازه‌ترین‌ها
signatories-order-name = بر پایهٔ نام
signatories-apply = نمایش
signatories-clear = نمایش همه
signatories-none = هنوز کسی نشان داده نمی‌شود.
signatories-none-found = کسی در فهرست با آن جور نیست.
signatories-organisation = سازمان
signatories-pages = صفحه‌های فهرست
signatories-after = صفحهٔ بعد
signatories-hidden = کسانی که خواسته‌اند تنها شمرده شوند در هیچ فهرستی نیستند و با جستجو یافت نمی‌شوند.

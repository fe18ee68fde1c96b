# The public list.

signatories-window = الموقّعون والموقّعات: { $title }
signatories-heading = الموقّعون والموقّعات
signatories-search = البحث في القائمة
signatories-prefix = الاسم يبدأ بـ
signatories-class = من
signatories-class-all = الكل
signatories-class-persons = أشخاص
signatories-class-organisations = منظمات
signatories-language = لغة التوقيع
signatories-language-all = كل اللغات
signatories-order = الترتيب
signatories-order-newest = الأحدث أولًا
signatories-order-name = حسب الاسم
signatories-apply = عرض
signatories-clear = عرض الكل
signatories-none = لا يُعرض أحد بعد.
signatories-none-found = لا يطابق ذلك أحد في القائمة.
signatories-organisation = منظمة
signatories-pages = صفحات القائمة
signatories-after = الصفحة التالية
signatories-hidden = من اختاروا أن يُحسب توقيعهم فقط لا يردون في أي قائمة، ولا يمكن العثور عليهم بالبحث.

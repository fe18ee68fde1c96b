# A signer changes the listing or withdraws.

manage-window = توقيعك: { $title }
manage-heading = توقيعك
manage-changed = حُفظ اختيارك، وهو ظاهر في القائمة الآن.
manage-busy = تعذّر حفظ أي شيء الآن. يُرجى المحاولة مرة أخرى بعد دقيقة.
manage-name = الاسم
manage-signed-on = تاريخ التوقيع
manage-listed = للعموم
manage-listed-counted = يُحسب توقيعك ولا يُعرض.
manage-listed-initials = تظهر الأحرف الأولى من اسمك.
manage-listed-named = يظهر اسمك.
manage-change = تغيير كيفية ظهوري
manage-change-button = حفظ
manage-withdraw = سحب توقيعي
manage-withdraw-what = لا يلزم ذكر السبب.
manage-withdraw-ask = سحب توقيعي…
manage-withdraw-window = سحب: { $title }
manage-withdraw-sure = هل يُسحب توقيعك؟
manage-withdraw-effect = يخرج التوقيع المسجَّل باسم { $name } من القائمة ومن العدد فورًا، ويُحذف ما أدخلته.
manage-withdraw-effect-yours = يخرج توقيعك من القائمة ومن العدد فورًا، ويُحذف ما أدخلته.
manage-withdraw-log = في السجل العلني يبقى السطر، ويتبعه سطر يلغيه. لا يحوي أيٌّ منهما اسمك، ومن دون إيصالك لا يستطيع أحد أن يعرف لمن هما.
manage-withdraw-button = نعم، سحبه
manage-withdraw-keep = لا، إبقاؤه
manage-withdrawn-window = سُحب التوقيع: { $title }
manage-withdrawn = سُحب توقيعك
manage-withdrawn-what = لم يعد يُحسب ولم يعد يُعرض. وحُذف ما أدخلته.
manage-withdrawn-again = إن تغيّر رأيك، فيمكنك التوقيع من جديد.

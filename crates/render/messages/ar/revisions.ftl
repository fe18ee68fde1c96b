# نصوص جنبًا إلى جنب، وما تغيّر بينها، وتوقيع الأحدث منها.

revisions-authoritative = هذا هو الأصل: النص الذي يُعتمد.
revisions-translated = هذه ترجمة قرأها شخص ثانٍ يتقن اللغة. وحيث تختلف، يُعتمد الأصل.
revisions-reviewer = راجع الترجمة: { $name }
revisions-behind =
    { $count ->
        [zero] لم تتغيّر أي فقرة في الأصل منذ ذلك الحين ({ $count })
        [one] تغيّرت فقرة واحدة في الأصل منذ ذلك الحين ({ $count })
        [two] تغيّرت فقرتان في الأصل منذ ذلك الحين ({ $count })
        [few] تغيّرت { $count } فقرات في الأصل منذ ذلك الحين
        [many] تغيّرت { $count } فقرة في الأصل منذ ذلك الحين
       *[other] تغيّرت { $count } فقرة في الأصل منذ ذلك الحين
    }
revisions-see = القراءة بجانب الأصل
revisions-compare-window = بجانب الأصل: { $title }
revisions-compare-heading = بجانب الأصل
revisions-compare-about = تنقل هذه الترجمة النص رقم { $rendered } من الأصل، وقد بلغ الأصل الآن الرقم { $newest }.
revisions-compare-same = كل فقرة في الأصل باقية كما تُرجمت.
revisions-original = الأصل، اللغة: { $language }
revisions-translation = الترجمة، اللغة: { $language }
revisions-changed = تغيّرت في الأصل بعد ترجمتها
revisions-new = جديدة في الأصل ولم تُترجم بعد
revisions-gone = لم تعد في الأصل
revisions-missing = ناقصة في الترجمة
revisions-own = في الترجمة فقط
revisions-changes-window = ما الذي تغيّر: { $title }
revisions-changes-heading = ما الذي تغيّر
revisions-changes-about = من النص رقم { $from } إلى النص رقم { $to }، اللغة: { $language }
revisions-changes-texts = النصّان
revisions-legend = ما حُذف مشطوب، وما أُضيف تحته خط.
revisions-coarse = بعض المقاطع أطول من أن تُقارن كلمة بكلمة: فيها تُعلَّم جمل كاملة، أو كل ما بين أول تغيير وآخره.
revisions-said = بكلمات من غيّروا النص
revisions-kept =
    { $count ->
        [zero] لا فقرات بقيت كما هي ({ $count })
        [one] فقرة واحدة بقيت كما هي ({ $count })
        [two] فقرتان بقيتا كما هما ({ $count })
        [few] { $count } فقرات بقيت كما هي
        [many] { $count } فقرة بقيت كما هي
       *[other] { $count } فقرة بقيت كما هي
    }
revisions-removed = محذوف:
revisions-added = جديد:
revisions-marks = لم يتغيّر هنا سوى الإبراز أو فواصل الأسطر.
revisions-nothing = النصّان متطابقان.
revisions-see-changes = ما تغيّر منذ النص السابق
revisions-history = كل النصوص، اللغة: { $language }
revisions-history-text = النص
revisions-history-day = تاريخ النشر
revisions-history-signed = التوقيعات
revisions-history-changes = التغييرات
revisions-split = التوقيعات بحسب النص
revisions-filter = النص الموقَّع
revisions-filter-all = الكل
revisions-signed = النص الذي عليه توقيعك
revisions-signed-newest = إنه أحدث نص بهذه اللغة.
revisions-signed-older = يوجد نص أحدث، رقم { $number }. ويبقى توقيعك مع النص الذي وُضع تحته.
revisions-read = قراءة ما تغيّر
revisions-offer = يرى من غيّروا النص أن التغيير جوهري. عند الموافقة عليه يمكن توقيع النص الأحدث بدلًا من السابق. ومن دون أي إجراء يبقى كل شيء كما هو.
revisions-move-ask = توقيع النص الأحدث بدلًا منه…
revisions-move-window = النص الأحدث: { $title }
revisions-move-heading = هل يُوقَّع النص الأحدث بدلًا منه؟
revisions-move-effect = يصبح توقيعك تحت النص رقم { $number } ولا يعود تحت النص السابق. ويُحسب مرة واحدة كما كان.
revisions-move-listed = تبقى كيفية ظهورك كما هي.
revisions-move-log = في السجل العلني يأتي سطر توقيعك الجديد بعد السطر الذي يلغي القديم مباشرة. ومن يقرأ السجل يستطيع أن يعرف أن الاثنين من الجهة الموقّعة نفسها.
revisions-move-receipt = يصدر لك إيصال جديد يحسن حفظه: فالقديم يُظهر بعد ذلك فقط أن التوقيع كان موجودًا من قبل.
revisions-move-revised = تغيّر النص مرة أخرى في هذه الأثناء. لم يُوقَّع شيء؛ وتحسن قراءة النص أدناه قبل الموافقة.
revisions-move-button = توقيع النص الأحدث
revisions-move-keep = لا، إبقاء كل شيء كما هو

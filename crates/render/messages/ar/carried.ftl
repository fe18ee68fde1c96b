# On the pages of a declaration that another site collects for, and this site only carries.

# Followed by the address of the original.
carried-copy =
    هذه نسخة أُخذت في { $day } وفيها { $count ->
        [zero] { $count } قيد
        [one] قيد واحد
        [two] قيدان
        [few] { $count } قيود
        [many] { $count } قيدًا
       *[other] { $count } قيد
    } من السجل العلني. الأصل:
carried-sign = ينقل هذا الموقع البيان ولا يجمع التوقيعات له. يمكن التوقيع حيث تُجمع التوقيعات؛ والزر يقود إلى هناك.
# A link to the original.
carried-sign-there = التوقيع في موقع الأصل

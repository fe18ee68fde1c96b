# One exact text.

text-window = النص بعينه: { $title }
text-superseded = هذا نص سابق؛ وتوقيعاته تبقى معه.
text-about = عن هذا النص
text-for-ever = تعرض هذه الصفحة نصًا واحدًا لا يتغير أبدًا.
text-revision = الصيغة
text-signed = التوقيعات تحت هذا النص بعينه
text-digest = البصمة (SHA-256)
text-latest = البيان كما يمكن توقيعه الآن
text-predecessor = النص الذي قبله
text-successor = النص الذي بعده

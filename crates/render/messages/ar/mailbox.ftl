# The mailbox of a demo.

mailbox-window = صندوق البريد
mailbox-heading = صندوق بريد هذا العرض التجريبي
mailbox-what = لا تغادر أي رسالة هذا الموقع. ما كان سيُرسَل محفوظ هنا للقراءة.
mailbox-empty = لا رسائل بعد: عند توقيع بيان تظهر هنا الرسالة التي تؤكّده.
mailbox-to = إلى { $address }
mailbox-mail-window = { $title }
mailbox-all = كل الرسائل
mailbox-headers = الترويسات
mailbox-html = الرسالة بصيغة HTML
mailbox-raw = المصدر كما كان سيُرسَل
mailbox-text = الرسالة نصًا

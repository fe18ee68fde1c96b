# On every page.

# The title of the window: what the page is, and the name of the site.
site-window = { $window } – { $site }
# The same when a form came back with mistakes: the first word must say so.
site-window-failed = خطأ: { $window } – { $site }
site-skip = الانتقال إلى المحتوى
site-languages = اللغات
site-footer = لا يضع هذا الموقع ملفات تعريف ارتباط، ولا يشغّل برامج نصية، ولا يحمّل شيئًا من مكان آخر.
site-demo = هذا عرض تجريبي: لا تُرسَل الرسائل بل تُحفظ هنا.
site-mailbox = قراءة الرسائل
site-moment = { $day }، { $clock } UTC
site-check-receipt = التحقق من إيصال

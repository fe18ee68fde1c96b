# Pages of a long list.

pages-of = الصفحة { $number } من { $last }
pages-first = الصفحة الأولى
pages-previous = الصفحة السابقة
pages-last = الصفحة الأخيرة
pages-number = رقم الصفحة
pages-go = انتقال

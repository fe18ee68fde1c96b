# Pages of a long list.

pages-of = صفحهٔ { $number } از { $last }
pages-first = نخستین صفحه
pages-previous = صفحهٔ پیشین
pages-last = آخرین صفحه
pages-number = شمارهٔ صفحه
pages-go = برو

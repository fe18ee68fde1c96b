# Pages of a long list.

pages-of = Sayfa { $number } / { $last }
pages-first = İlk sayfa
pages-previous = Önceki sayfa
pages-last = Son sayfa
pages-number = Sayfa numarası
pages-go = Git

# Pages of a long list.

pages-of = { $last } беттің { $number }-беті
pages-first = Бірінші бет
pages-previous = Алдыңғы бет
pages-last = Соңғы бет
pages-number = Беттің нөмірі
pages-go = Өту

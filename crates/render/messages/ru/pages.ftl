# Pages of a long list.

pages-of = Страница { $number } из { $last }
pages-first = Первая страница
pages-previous = Предыдущая страница
pages-last = Последняя страница
pages-number = Номер страницы
pages-go = Перейти

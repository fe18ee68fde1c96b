# On every page.

# The title of the window: what the page is, and the name of the site.
site-window = { $window } – { $site }
# The same when a form came back with mistakes: the first word must say so.
site-window-failed = Ошибка: { $window } – { $site }
site-skip = Перейти к содержанию
site-languages = Языки
site-footer = Этот сайт не использует куки и скрипты и ничего не загружает с других сайтов.
site-demo = Это демонстрация: письма не отправляются, а хранятся здесь.
site-mailbox = Читать письма
site-moment = { $day }, { $clock } UTC
site-check-receipt = Проверить квитанцию

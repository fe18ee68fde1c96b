# On every page.

# The title of the window: what the page is, and the name of the site.
site-window = { $window } – { $site }
# The same when a form came back with mistakes: the first word must say so.
site-window-failed = Қате: { $window } – { $site }
site-skip = Мазмұнға өту
site-languages = Тілдер
site-footer = Бұл сайт cookie файлдарын пайдаланбайды, скрипттерді іске қоспайды және басқа жерден ештеңе жүктемейді.
site-demo = Бұл — көрсетілім: хаттар жіберілмейді, осында сақталады.
site-mailbox = Хаттарды оқу
site-moment = { $day }, { $clock } UTC
site-check-receipt = Түбіртекті тексеру

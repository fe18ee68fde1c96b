# On every page.

# The title of the window: what the page is, and the name of the site.
site-window = { $window } – { $site }
# The same when a form came back with mistakes: the first word must say so.
site-window-failed = Hata: { $window } – { $site }
site-skip = İçeriğe geç
site-languages = Diller
site-footer = Bu site çerez kullanmaz, betik çalıştırmaz ve başka yerden hiçbir şey yüklemez.
site-demo = Bu bir tanıtımdır: e-postalar gönderilmez, burada tutulur.
site-mailbox = E-postaları oku
site-moment = { $day }, { $clock } UTC
site-check-receipt = Bir makbuzu denetle

# The mailbox of a demo.

mailbox-window = Posta kutusu
mailbox-heading = Bu tanıtımın posta kutusu
mailbox-what = Bu siteden hiçbir e-posta çıkmaz. Gönderilecek olanlar, okuyabilmeniz için burada tutulur.
mailbox-empty = Henüz e-posta yok: bir bildiri imzalayın, onay e-postası burada belirir.
mailbox-to = alıcı: { $address }
mailbox-mail-window = { $title }
mailbox-all = Bütün e-postalar
mailbox-headers = Üst bilgiler
mailbox-html = HTML olarak e-posta
mailbox-raw = Gönderilecek olan kaynak metin
mailbox-text = Metin olarak e-posta

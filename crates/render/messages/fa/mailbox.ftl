# The mailbox of a demo.

mailbox-window = صندوق نامه
mailbox-heading = صندوق نامهٔ این نمایش
mailbox-what = هیچ ایمیلی از این سایت بیرون نمی‌رود. آنچه باید فرستاده می‌شد اینجا نگه داشته می‌شود تا بخوانید.
mailbox-empty = هنوز ایمیلی نیست: بیانیه‌ای را امضا کنید تا ایمیل تأیید آن اینجا پدیدار شود.
mailbox-to = به { $address }
mailbox-mail-window = { $title }
mailbox-all = همهٔ ایمیل‌ها
mailbox-headers = سرآیندها
mailbox-html = ایمیل به صورت HTML
mailbox-raw = متن خام، همان گونه که فرستاده می‌شد
mailbox-text = ایمیل به صورت متن

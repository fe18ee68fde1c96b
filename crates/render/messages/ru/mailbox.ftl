# The mailbox of a demo.

mailbox-window = Почтовый ящик
mailbox-heading = Почтовый ящик этой демонстрации
mailbox-what = Ни одно письмо не покидает этот сайт. То, что было бы отправлено, хранится здесь, чтобы вы могли это прочитать.
mailbox-empty = Писем пока нет: подпишите заявление, и здесь появится письмо для подтверждения.
mailbox-to = кому: { $address }
mailbox-mail-window = { $title }
mailbox-all = Все письма
mailbox-headers = Заголовки
mailbox-html = Письмо в виде HTML
mailbox-raw = Исходный текст, как он был бы отправлен
mailbox-text = Письмо в виде текста

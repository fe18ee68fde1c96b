# One exact text.

text-window = Точный текст: { $title }
text-superseded = Это более ранний текст; его подписи остаются при нём.
text-about = Об этом тексте
text-for-ever = Эта страница показывает текст, который никогда не меняется.
text-revision = Редакция
text-signed = Подписи именно под этим текстом
text-digest = Отпечаток (SHA-256)
text-latest = Заявление в том виде, в каком его можно подписать сейчас
text-predecessor = Предыдущий текст
text-successor = Следующий текст

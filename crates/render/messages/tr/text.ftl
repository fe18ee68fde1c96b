# One exact text.

text-window = Metnin tam kendisi: { $title }
text-superseded = Bu daha önceki bir metindir; imzaları onda kalır.
text-about = Bu metin hakkında
text-for-ever = Bu sayfa, hiç değişmeyen tek bir metni gösterir.
text-revision = Sürüm
text-signed = Tam olarak bu metnin altındaki imzalar
text-digest = Parmak izi (SHA-256)
text-latest = Bildirinin şimdi imzalanabilecek hâli
text-predecessor = Bundan önceki metin
text-successor = Bundan sonraki metin

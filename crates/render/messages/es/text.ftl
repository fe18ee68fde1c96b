# One exact text.

text-window = El texto exacto: { $title }
text-superseded = Este es un texto anterior; sus firmas permanecen con él.
text-about = Sobre este texto
text-for-ever = Esta página muestra un texto que no cambia nunca.
text-revision = Revisión
text-signed = Firmas bajo este texto exacto
text-digest = Huella (SHA-256)
text-latest = La declaración tal como se puede firmar ahora
text-predecessor = El texto anterior
text-successor = El texto siguiente

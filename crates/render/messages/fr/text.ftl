# One exact text.

text-window = Le texte exact : { $title }
text-superseded = Ceci est un texte antérieur ; ses signatures restent avec lui.
text-about = À propos de ce texte
text-for-ever = Cette page montre un texte qui ne change jamais.
text-revision = Révision
text-signed = Signatures sous ce texte précis
text-digest = Empreinte (SHA-256)
text-latest = La déclaration telle qu’elle peut être signée maintenant
text-predecessor = Le texte précédent
text-successor = Le texte suivant

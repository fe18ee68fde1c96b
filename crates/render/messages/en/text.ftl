# One exact text.

text-window = The exact text: { $title }
text-superseded = This is an earlier text; its signatures stay with it.
text-about = About this text
text-for-ever = This page shows one text that never changes.
text-revision = Revision
text-signed = Signatures under exactly this text
text-digest = Fingerprint (SHA-256)
text-latest = The declaration as it can be signed now
text-predecessor = The text before this one
text-successor = The text after this one

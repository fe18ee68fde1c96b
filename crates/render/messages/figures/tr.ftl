# $ending is the ablative ending that the number takes, with its apostrophe.
exactly = { $value }
at-least = en az { $lower }
more-than = { $lower }{ $ending } fazla
up-to = en çok { $upper }
fewer-than = { $upper }{ $ending } az
about = yaklaşık { $value }
between = { $lower } ile { $upper } arasında
tens = onlarca
dozens = düzinelerce
hundreds = yüzlerce
thousands = binlerce
unknown-number = bilinmeyen sayıda

# $ending is the ablative ending that the number takes, with its hyphen.
exactly = { $value }
at-least = кемінде { $lower }
more-than = { $lower }{ $ending } астам
up-to = ең көбі { $upper }
fewer-than = { $upper }{ $ending } аз
about = шамамен { $value }
between = { $lower }–{ $upper } аралығында
# One word serves for both tens and dozens.
tens = ондаған
dozens = ондаған
hundreds = жүздеген
thousands = мыңдаған
unknown-number = саны белгісіз

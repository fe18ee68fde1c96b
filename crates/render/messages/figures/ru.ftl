exactly = { $value }
at-least = не менее { $lower }
more-than = более { $lower }
up-to = до { $upper }
fewer-than = менее { $upper }
about = около { $value }
between = от { $lower } до { $upper }
# One word serves for both tens and dozens.
tens = десятки
dozens = десятки
hundreds = сотни
thousands = тысячи
unknown-number = неизвестное число

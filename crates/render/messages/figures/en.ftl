# How a number is qualified in a text. $value, $lower and $upper are numbers.
exactly = { $value }
at-least = at least { $lower }
more-than = more than { $lower }
up-to = up to { $upper }
fewer-than = fewer than { $upper }
about = about { $value }
between = between { $lower } and { $upper }
tens = tens
dozens = dozens
hundreds = hundreds
thousands = thousands
unknown-number = an unknown number

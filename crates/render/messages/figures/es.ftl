exactly = { $value }
at-least = al menos { $lower }
more-than = más de { $lower }
up-to = hasta { $upper }
fewer-than = menos de { $upper }
# Not "unos", which would take the gender of what is counted.
about = aproximadamente { $value }
between = entre { $lower } y { $upper }
tens = decenas
dozens = docenas
# Not "centenares de", so that it stands before a noun as "miles" does.
hundreds = cientos
thousands = miles
unknown-number = un número desconocido

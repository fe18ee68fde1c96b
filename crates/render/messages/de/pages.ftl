# Seiten einer langen Liste.

pages-of = Seite { $number } von { $last }
pages-first = Erste Seite
pages-previous = Vorige Seite
pages-last = Letzte Seite
pages-number = Seite Nummer
pages-go = Aufschlagen

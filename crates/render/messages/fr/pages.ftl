# Pages of a long list.

pages-of = Page { $number } sur { $last }
pages-first = Première page
pages-previous = Page précédente
pages-last = Dernière page
pages-number = Numéro de page
pages-go = Y aller

# Pages of a long list.

pages-of = Página { $number } de { $last }
pages-first = Primera página
pages-previous = Página anterior
pages-last = Última página
pages-number = Número de página
pages-go = Ir

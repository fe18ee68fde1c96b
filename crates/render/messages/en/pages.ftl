# Pages of a long list.

pages-of = Page { $number } of { $last }
pages-first = First page
pages-previous = Previous page
pages-last = Last page
pages-number = Page
pages-go = Go

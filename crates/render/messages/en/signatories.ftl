# The public list.

signatories-window = Signatories: { $title }
signatories-heading = Signatories
signatories-search = Search the list
signatories-prefix = Name begins with
signatories-class = Who
signatories-class-all = all
signatories-class-persons = people
signatories-class-organisations = organisations
signatories-language = Language signed in
signatories-language-all = all
signatories-order = Order
signatories-order-newest = newest first
signatories-order-name = by name
signatories-apply = Show
signatories-clear = Show all
signatories-none = Nobody is shown yet.
signatories-none-found = Nobody on the list matches.
signatories-organisation = organisation
signatories-pages = Pages of the list
signatories-after = Next page
signatories-hidden = Those who chose to be counted only stand in no list, and cannot be found by searching.

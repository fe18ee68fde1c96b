# On the pages of a declaration that another site collects for, and this site only carries.

# Followed by the address of the original.
carried-copy =
    This is a copy, made on { $day } with { $count ->
        [one] { $count } entry
       *[other] { $count } entries
    } of the public log. The original:
carried-sign = This site carries the declaration, but does not take signatures for it. You can sign where it is collected for; the button takes you there.
# A link to the original.
carried-sign-there = Sign at the original

# The front page.

front-window = Declarations
front-heading = Declarations to sign
front-lead = Read what others have declared, in your language. Sign with them, and check for yourself that every signature is real.
front-empty = There is nothing to sign here yet.
front-count =
    { $count ->
        [0] no signatures yet
        [one] { $count } signature
       *[other] { $count } signatures
    }
front-languages =
    { $count ->
        [one] in { $count } language
       *[other] in { $count } languages
    }
front-open = can be signed
front-closed = closed
front-promises = What you can rely on
front-private = Your name is yours
front-private-how = A signature counts without being shown. Only you decide whether your name appears, and you can change your mind at any time. Your address is deleted as soon as you have confirmed, unless you ask to hear from us.
front-text = You know what you signed
front-text-how = Every signature belongs to one exact text in one language. That text never changes, and it stays at the same address.
front-check = Anybody can check
front-check-how = All signatures stand in a public log without names. Anybody can count them again, and nobody can remove or add one unseen.

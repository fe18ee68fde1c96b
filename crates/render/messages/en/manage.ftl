# A signer changes the listing or withdraws.

manage-window = Your signature: { $title }
manage-heading = Your signature
manage-changed = Your choice is saved. The list shows it already.
manage-busy = Nothing could be saved just now. Please try again in a minute.
manage-name = Name
manage-signed-on = Signed on
manage-listed = In public
manage-listed-counted = You are counted and not shown.
manage-listed-initials = You are shown by your initials.
manage-listed-named = You are shown by your name.
manage-change = Change how I appear
manage-change-button = Save
manage-withdraw = Withdraw my signature
manage-withdraw-what = You need not say why.
manage-withdraw-ask = Withdraw my signature …
manage-withdraw-window = Withdraw: { $title }
manage-withdraw-sure = Withdraw your signature?
manage-withdraw-effect = The signature of { $name } leaves the list and the count at once, and what you entered is deleted.
manage-withdraw-effect-yours = Your signature leaves the list and the count at once, and what you entered is deleted.
manage-withdraw-log = In the public log the line stays, followed by a line that takes it back. Neither holds your name, and without your receipt nobody can tell whose they are.
manage-withdraw-button = Yes, withdraw it
manage-withdraw-keep = No, keep it
manage-withdrawn-window = Withdrawn: { $title }
manage-withdrawn = Your signature is withdrawn
manage-withdrawn-what = It no longer counts and is no longer shown. What you entered is deleted.
manage-withdrawn-again = If you change your mind, you can sign again.

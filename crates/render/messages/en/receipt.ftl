# After confirming.

receipt-window = Thank you: { $title }
receipt-heading = Thank you for signing
receipt-counted =
    { $count ->
        [one] Your signature counts. You are the first.
       *[other] Your signature counts: { $count } have signed now.
    }
receipt-keep = Your receipt
receipt-index = Your signature is line { $index } of the public log.
receipt-why = With the proof you can show at any time that it is there and has not been removed. Nobody else can do this for you, so keep it.
receipt-proof = Save the proof
receipt-proof-what = Holds no name. You may pass it on.
receipt-opening = Save the personal part
receipt-opening-what = Holds your name and everything you entered, and shows that the line is yours. Keep it where only you can read it; do not save it on a device that others use.
receipt-verify = You can check the two files together without this site and without a network:
receipt-later = Later
receipt-manage = The mail you confirmed with also holds a link to change how you appear or to withdraw your signature. Keep it: this site cannot send it again.
receipt-list = All signatories who are shown
receipt-log = How the signatures can be checked
receipt-check = Or on this site, which then keeps nothing of it:

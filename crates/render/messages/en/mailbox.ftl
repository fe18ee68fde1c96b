# The mailbox of a demo.

mailbox-window = Mailbox
mailbox-heading = Mailbox of this demo
mailbox-what = No mail leaves this site. What would have been sent is kept here for you to read.
mailbox-empty = No mail yet: sign a declaration, and the mail to confirm it appears here.
mailbox-to = to { $address }
mailbox-mail-window = { $title }
mailbox-all = All mails
mailbox-headers = Headers
mailbox-html = The mail as HTML
mailbox-raw = Source as it would have left
mailbox-text = Mail as text

# On every page.

# The title of the window: what the page is, and the name of the site.
site-window = { $window } – { $site }
# The same when a form came back with mistakes: the first word must say so.
site-window-failed = Error: { $window } – { $site }
site-skip = Skip to the content
site-languages = Languages
site-footer = This site sets no cookies, runs no scripts and loads nothing from elsewhere.
site-demo = This is a demo: mails are not sent but kept here.
site-mailbox = Read the mails
site-moment = { $day }, { $clock } UTC
site-check-receipt = Check a receipt

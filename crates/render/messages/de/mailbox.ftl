# Das Postfach einer Vorführung.

mailbox-window = Postfach
mailbox-heading = Postfach dieser Vorführung
mailbox-what = Keine Mail verlässt diese Website. Was verschickt worden wäre, liegt hier zum Lesen.
mailbox-empty = Noch keine Mail: Nach dem Unterzeichnen einer Erklärung erscheint hier die Mail zum Bestätigen.
mailbox-to = an { $address }
mailbox-mail-window = { $title }
mailbox-all = Alle Mails
mailbox-headers = Kopfzeilen
mailbox-html = Die Mail als HTML
mailbox-raw = Quelltext, wie er hinausgegangen wäre
mailbox-text = Die Mail als Text

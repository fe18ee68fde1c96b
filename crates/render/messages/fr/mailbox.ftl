# The mailbox of a demo.

mailbox-window = Boîte aux lettres
mailbox-heading = Boîte aux lettres de cette démonstration
mailbox-what = Aucun message ne quitte ce site. Ce qui aurait été envoyé est conservé ici pour que vous puissiez le lire.
mailbox-empty = Pas encore de message : signez une déclaration, et le message de confirmation apparaîtra ici.
mailbox-to = à { $address }
mailbox-mail-window = { $title }
mailbox-all = Tous les messages
mailbox-headers = En-têtes
mailbox-html = Le message en HTML
mailbox-raw = Source telle qu’elle serait partie
mailbox-text = Le message en texte

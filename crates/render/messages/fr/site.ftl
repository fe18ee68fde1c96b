# On every page.

# The title of the window: what the page is, and the name of the site.
site-window = { $window } – { $site }
# The same when a form came back with mistakes: the first word must say so.
site-window-failed = Erreur : { $window } – { $site }
site-skip = Aller au contenu
site-languages = Langues
site-footer = Ce site ne dépose aucun cookie, n’exécute aucun script et ne charge rien d’ailleurs.
site-demo = Ceci est une démonstration : les messages ne sont pas envoyés mais conservés ici.
site-mailbox = Lire les messages
site-moment = { $day }, { $clock } UTC
site-check-receipt = Vérifier un reçu

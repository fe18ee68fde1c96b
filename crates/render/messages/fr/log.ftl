# What the public log proves and what it cannot.

log-window = Vérifier les signatures : { $title }
log-heading = Comment vérifier les signatures
log-lead = Vous n’avez pas à croire ce site. Chaque signature figure dans un registre public que tout le monde peut recompter et que personne ne peut modifier sans que cela se voie. On n’y apprend aucun nom.
log-how = Comment cela fonctionne
log-step-line = Chaque signature confirmée ajoute une ligne à la fin du registre : pas de nom, mais un sceau. Seule la personne qui détient le reçu correspondant peut montrer à qui est la ligne.
log-step-fingerprint = De toutes les lignes ensemble, une seule empreinte est calculée. Si un seul caractère d’une ligne était différent, l’empreinte serait différente.
log-step-keep = Le site signe l’empreinte avec le nombre de lignes. Qui en garde une copie peut prouver plus tard qu’une ligne a été modifiée ou supprimée.
log-newest = Les dernières lignes de ce registre
log-line = Ligne
log-records = Ce qu’elle consigne
log-day = Jour
log-seal = Sceau
log-fingerprint-of-all = empreinte de toutes les lignes
log-newest-no-names = C’est tout ce que le registre contient sur une signature, avec le texte signé. Seul le jour est conservé, pas l’heure.
log-kind-revision = texte
log-kind-person = signature, personne
log-kind-organisation = signature, organisation
log-kind-withdrawal = retrait
log-kind-strike = signature rayée, avec le motif
log-kind-figure = chiffre
log-kind-raising = demande portée
log-kind-audit = contrôle
log-kind-handover = remise
log-kind-close = fin des signatures
log-proves = Ce qui peut être prouvé à tout le monde
log-proves-count = Le nombre : les signatures moins celles qui ont été retirées ou rayées, { $count } en ce moment.
log-proves-mine = Que votre signature y est, si vous avez gardé votre reçu.
log-proves-kept = Que rien n’a été supprimé ni modifié depuis que quelqu’un a gardé une copie de l’empreinte signée.
log-proves-text = Que le texte montré est le texte qui a été signé.
log-proves-name = Que chaque nom de la liste appartient à sa propre ligne, et qu’aucun nom n’a été inventé après coup pour une ligne.
log-cannot = Ce qu’aucun registre ne peut prouver
log-cannot-person = Que derrière une ligne se trouve une personne réelle et sincère. Chaque signature a été confirmée depuis une adresse e-mail qui n’avait pas encore signé ; des échantillons tirés au hasard peuvent être contrôlés.
log-cannot-left-out = Qu’aucune personne restée sans reçu n’a été laissée de côté. Qui en possède un peut montrer que c’est arrivé.
log-check = Vérifier soi-même
log-check-how = Une seule commande télécharge le registre, le recompte et lui compare chaque nom montré et chaque texte :
log-check-later = Relancez-la un autre jour : elle se souvient de l’empreinte qu’elle a vue et vous dit si le passé a changé.
log-now = Le registre en ce moment
log-size = Lignes
log-root = Empreinte
log-key = Clé du registre
log-checkpoint = L’empreinte signée, en fichier
log-list = Tous les noms visibles
log-picture = Quatre lignes, réunies deux à deux en sceaux, et les sceaux en une empreinte. La ligne 3 est modifiée, et plus aucun sceau au-dessus d’elle ne concorde.
log-picture-words = Deux lignes font un sceau, deux sceaux font le suivant, jusqu’à l’unique empreinte tout en haut. Ici, quelqu’un a modifié la ligne 3 : plus aucun sceau au-dessus d’elle ne concorde, ni l’empreinte que d’autres ont gardée.
log-closed = La collecte des signatures est terminée pour toujours. Des retraits peuvent encore s’ajouter, ainsi que les suites données aux demandes ; plus aucune signature.
log-check-false = Si elle annonce que quelque chose est faux, elle indique la ligne et ce que cela signifie. Gardez ce qu’elle a affiché et les fichiers qu’elle nomme, et demandez des explications publiquement à qui publie la déclaration : une erreur de bonne foi peut s’expliquer, un passé réécrit ne le peut pas.
log-check-receipt = Vérifier un reçu sur ce site
log-witnesses = Qui d’autre veille
log-witnesses-what = Les témoins sont d’autres organisations, chacune avec son propre petit programme. Chacune compare la nouvelle empreinte avec celle qu’elle avait vue auparavant et ne la contresigne que si les anciennes lignes sont toujours là, inchangées. Un témoin voit une empreinte et un nombre, jamais une signature et jamais un nom.
log-witnesses-none = Aucun témoin ne contresigne les registres de ce site. Un passé modifié est alors découvert par les personnes qui ont elles-mêmes gardé une empreinte antérieure : toutes celles qui ont lancé la commande ci-dessus, et toutes celles qui ont un reçu.
log-witnesses-not-yet = Il n’y a pas encore assez de témoins pour contresigner ce registre.
log-witnessed =
    { $count ->
        [one] La première ligne est contresignée.
       *[other] Les { $count } premières lignes sont contresignées.
    }
log-witnessed-newer =
    { $count ->
        [0] Aucune ligne n’est plus récente.
        [one] Une ligne est plus récente ; seul ce site s’en porte garant jusqu’à ce que les témoins soient de nouveau consultés.
       *[other] { $count } lignes sont plus récentes ; seul ce site s’en porte garant jusqu’à ce que les témoins soient de nouveau consultés.
    }
log-cosigners = Contresignée par
log-witness = Témoin
log-cosigned-at = Contresignée le
log-not-cosigned = encore rien
log-history = Les dernières empreintes signées
log-history-all = Toutes en un fichier, pour les programmes
log-witnesses-carried = Les témoins de ce registre sont ceux de l’original. Ce qu’ils ont contresigné figure plus bas, avec les empreintes signées.
log-contradicted = Un témoin contredit ce registre : { $witness } a contresigné plus de lignes qu’il n’y en a ici, ou d’autres lignes. Rien n’est ajouté au registre tant que ce n’est pas éclairci.

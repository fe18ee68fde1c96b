# Textes côte à côte, ce qui a changé de l’un à l’autre, et signer le plus récent.

revisions-authoritative = Ceci est l’original : le texte qui fait foi.
revisions-translated = Ceci est une traduction relue par une seconde personne qui parle la langue. En cas d’écart, l’original fait foi.
revisions-reviewer = Relecture : { $name }
revisions-behind =
    { $count ->
        [one] { $count } paragraphe de l’original a changé depuis
       *[other] { $count } paragraphes de l’original ont changé depuis
    }
revisions-see = Lire à côté de l’original
revisions-compare-window = À côté de l’original : { $title }
revisions-compare-heading = À côté de l’original
revisions-compare-about = Cette traduction rend le texte n° { $rendered } de l’original, qui en est maintenant au n° { $newest }.
revisions-compare-same = Chaque paragraphe de l’original est tel qu’il a été traduit.
revisions-original = Original, langue : { $language }
revisions-translation = Traduction, langue : { $language }
revisions-changed = Changé dans l’original depuis la traduction
revisions-new = Nouveau dans l’original et pas encore traduit
revisions-gone = N’est plus dans l’original
revisions-missing = Manque dans la traduction
revisions-own = Seulement dans la traduction
revisions-changes-window = Ce qui a changé : { $title }
revisions-changes-heading = Ce qui a changé
revisions-changes-about = Du texte n° { $from } au texte n° { $to }, langue : { $language }
revisions-changes-texts = Les deux textes
revisions-legend = Ce qui a disparu est barré, ce qui est nouveau est souligné.
revisions-coarse = Certains passages sont trop longs pour être comparés mot à mot : des phrases entières y sont marquées, ou tout ce qui se trouve entre le premier changement et le dernier.
revisions-said = Ce qu’en disent les personnes qui l’ont changé
revisions-kept =
    { $count ->
        [one] { $count } paragraphe est resté tel quel
       *[other] { $count } paragraphes sont restés tels quels
    }
revisions-removed = supprimé :
revisions-added = nouveau :
revisions-marks = Ici, seules la mise en relief ou les coupures de lignes ont changé.
revisions-nothing = Les deux textes sont identiques.
revisions-see-changes = Ce qui a changé depuis le texte précédent
revisions-history = Tous les textes, langue : { $language }
revisions-history-text = Texte
revisions-history-day = Publié le
revisions-history-signed = Nombre de signatures
revisions-history-changes = Changements
revisions-split = Signatures par texte
revisions-filter = Texte signé
revisions-filter-all = tous
revisions-signed = Ce que vous avez signé
revisions-signed-newest = C’est le texte le plus récent dans cette langue.
revisions-signed-older = Il existe un texte plus récent, le n° { $number }. Votre signature reste avec le texte que vous avez signé.
revisions-read = Lire ce qui a changé
revisions-offer = Les personnes qui ont changé le texte jugent le changement important. Si vous l’approuvez, vous pouvez signer le texte plus récent à la place. Si vous ne faites rien, tout reste en l’état.
revisions-move-ask = Signer le texte plus récent à la place…
revisions-move-window = Le texte plus récent : { $title }
revisions-move-heading = Signer le texte plus récent à la place ?
revisions-move-effect = Votre signature se trouve alors sous le texte n° { $number } et non plus sous le précédent. Elle compte une fois, comme avant.
revisions-move-listed = La façon dont vous apparaissez ne change pas.
revisions-move-log = Dans le registre public, la ligne de votre nouvelle signature suit directement celle qui annule l’ancienne. Qui lit le registre peut voir qu’elles viennent de la même personne ou organisation.
revisions-move-receipt = Vous recevez un nouveau reçu. Gardez-le : l’ancien montre alors seulement que vous aviez signé auparavant.
revisions-move-revised = Entre-temps, le texte a encore changé. Rien n’a été signé ; lisez le texte ci-dessous avant d’accepter.
revisions-move-button = Signer le texte plus récent
revisions-move-keep = Non, laisser les choses en l’état

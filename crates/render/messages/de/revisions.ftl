# Texte nebeneinander, was sich zwischen ihnen geändert hat, und den neueren unterzeichnen.

revisions-authoritative = Dies ist das Original: der Text, der gilt.
revisions-translated = Dies ist eine Übersetzung, die von einer zweiten sprachkundigen Person gelesen wurde. Wo sie abweicht, gilt das Original.
revisions-reviewer = Gegengelesen von { $name }
revisions-behind =
    { $count ->
        [one] { $count } Absatz des Originals wurde seither geändert
       *[other] { $count } Absätze des Originals wurden seither geändert
    }
revisions-see = Neben dem Original lesen
revisions-compare-window = Neben dem Original: { $title }
revisions-compare-heading = Neben dem Original
revisions-compare-about = Diese Übersetzung gibt Text Nr. { $rendered } des Originals wieder; das Original ist jetzt bei Nr. { $newest }.
revisions-compare-same = Jeder Absatz des Originals ist so, wie er übersetzt wurde.
revisions-original = Original, auf { $language }
revisions-translation = Übersetzung, auf { $language }
revisions-changed = Im Original seit der Übersetzung geändert
revisions-new = Neu im Original und noch nicht übersetzt
revisions-gone = Nicht mehr im Original
revisions-missing = Fehlt in der Übersetzung
revisions-own = Nur in der Übersetzung
revisions-changes-window = Was sich geändert hat: { $title }
revisions-changes-heading = Was sich geändert hat
revisions-changes-about = Von Text Nr. { $from } zu Text Nr. { $to }, auf { $language }
revisions-changes-texts = Die beiden Texte
revisions-legend = Was wegfiel, ist durchgestrichen; was neu ist, ist unterstrichen.
revisions-coarse = Manche Stellen sind zu lang, um Wort für Wort verglichen zu werden: Dort sind ganze Sätze gekennzeichnet oder alles zwischen der ersten und der letzten Änderung.
revisions-said = In den Worten derer, die ihn geändert haben
revisions-kept =
    { $count ->
        [one] { $count } Absatz ist unverändert
       *[other] { $count } Absätze sind unverändert
    }
revisions-removed = gestrichen:
revisions-added = neu:
revisions-marks = Hier haben sich nur Hervorhebungen oder Umbrüche geändert.
revisions-nothing = Die beiden Texte sind gleich.
revisions-see-changes = Was sich gegenüber dem Text davor geändert hat
revisions-history = Alle Texte auf { $language }
revisions-history-text = Fassung
revisions-history-day = Veröffentlicht
revisions-history-signed = Unterschriften
revisions-history-changes = Änderungen
revisions-split = Unterschriften nach Fassung
revisions-filter = Unterzeichnete Fassung
revisions-filter-all = jede
revisions-signed = Was unterzeichnet wurde
revisions-signed-newest = Es ist der neueste Text in dieser Sprache.
revisions-signed-older = Es gibt einen neueren Text, Nr. { $number }. Die Unterschrift bleibt bei dem Text, unter den sie gesetzt wurde.
revisions-read = Lesen, was sich geändert hat
revisions-offer = Wer den Text geändert hat, hält die Änderung für wesentlich. Wer ihr zustimmt, kann stattdessen den neueren Text unterzeichnen. Ohne weiteres Zutun bleibt alles, wie es ist.
revisions-move-ask = Stattdessen den neueren Text unterzeichnen …
revisions-move-window = Der neuere Text: { $title }
revisions-move-heading = Stattdessen den neueren Text unterzeichnen?
revisions-move-effect = Die Unterschrift steht dann unter Text Nr. { $number } und nicht mehr unter dem davor. Sie zählt einmal, wie bisher.
revisions-move-listed = Was in der Liste zu sehen ist, bleibt, wie es ist.
revisions-move-log = Im öffentlichen Verzeichnis folgt die Zeile der neuen Unterschrift unmittelbar auf die Zeile, die die alte zurücknimmt. Wer das Verzeichnis liest, kann erkennen, dass beide von derselben Person oder Organisation sind.
revisions-move-receipt = Dazu gibt es einen neuen Beleg, der aufbewahrt werden sollte: Der alte zeigt dann nur noch, dass vorher unterzeichnet war.
revisions-move-revised = Der Text wurde inzwischen noch einmal geändert. Unterzeichnet wurde nichts; bitte erst lesen, was unten steht.
revisions-move-button = Den neueren Text unterzeichnen
revisions-move-keep = Nein, alles so lassen

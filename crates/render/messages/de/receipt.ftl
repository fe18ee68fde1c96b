# Nach dem Bestätigen.

receipt-window = Danke: { $title }
receipt-heading = Danke für die Unterschrift
receipt-counted =
    { $count ->
        [one] Die Unterschrift zählt. Es ist die erste.
       *[other] Die Unterschrift zählt: Nun haben { $count } unterzeichnet.
    }
receipt-keep = Der Beleg
receipt-index = Die Unterschrift ist Zeile { $index } des öffentlichen Verzeichnisses.
receipt-why = Mit dem Nachweis lässt sich jederzeit zeigen, dass sie dort steht und nicht entfernt wurde. Das kann niemand sonst übernehmen, deshalb bitte aufbewahren.
receipt-proof = Nachweis speichern
receipt-proof-what = Enthält keinen Namen und darf weitergegeben werden.
receipt-opening = Persönlichen Teil speichern
receipt-opening-what = Enthält den Namen und alle Angaben und zeigt, wem die Zeile gehört. Nur dort aufbewahren, wo niemand sonst mitliest; nicht auf einem Gerät speichern, das auch andere benutzen.
receipt-verify = Beide Dateien zusammen lassen sich ohne diese Website und ohne Netz prüfen:
receipt-later = Später
receipt-manage = In der Mail zur Bestätigung steht auch ein Link, mit dem sich ändern lässt, wie die Unterschrift erscheint, oder mit dem sie sich zurückziehen lässt. Bitte aufbewahren: Diese Website kann ihn nicht noch einmal verschicken.
receipt-list = Alle, die auf der Liste stehen
receipt-log = Wie sich die Unterschriften nachprüfen lassen
receipt-check = Oder auf dieser Website, die davon nichts aufbewahrt:

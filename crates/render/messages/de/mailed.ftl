# Nach dem Formular: ein Blick in die Mails.

mailed-window = Blick in die Mails: { $title }
mailed-heading = Noch ein Schritt: ein Blick in die Mails
mailed-sent = Eine Mail ist unterwegs an { $address }.
mailed-what =
    { $days ->
        [one] Sie enthält einen Link und einen Code. Beide bestätigen die Unterschrift, { $days } Tag lang.
       *[other] Sie enthält einen Link und einen Code. Beide bestätigen die Unterschrift, { $days } Tage lang.
    }
mailed-code = Code aus der Mail
mailed-code-hint = Acht Zeichen, groß oder klein, mit oder ohne Bindestrich.
mailed-code-button = Bestätigen
mailed-code-wrong =
    { $left ->
        [one] Das ist nicht der Code aus der Mail. Ein Versuch bleibt noch; der Link gilt in jedem Fall.
       *[other] Das ist nicht der Code aus der Mail. Es bleiben { $left } Versuche; der Link gilt in jedem Fall.
    }
mailed-code-used-up = Der Code war zu oft falsch und gilt nicht mehr. Der Link in der Mail gilt weiter.
mailed-code-busy = In diesem Augenblick bestätigen sehr viele. Bitte den Code in einer Minute noch einmal eingeben.
mailed-code-newer = Inzwischen ist ein neuerer Text erschienen. Nichts wurde unterzeichnet: Bitte unten lesen, was unterzeichnet wird, und den Code bei Zustimmung noch einmal eingeben.
mailed-deleted = Ohne Bestätigung wird alles Eingegebene gelöscht, und zwar am { $day }.
mailed-nothing = Keine Mail, oder eine falsche Adresse?
mailed-nothing-what = Eine Mail kann einige Minuten brauchen, und manche landet im Spam-Ordner. Die Angaben lassen sich hier berichtigen und noch einmal abschicken; an eine Adresse gehen aber nur wenige Mails.

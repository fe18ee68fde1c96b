# Mails. Text und HTML sagen dasselbe. Keine Mail enthält ein Wort, das jemand in ein Formular eingegeben hat.

mail-confirm-subject = Bitte die Unterschrift bestätigen: { $title }
mail-confirm-asked = Auf { $site } möchte jemand mit dieser E-Mail-Adresse folgende Erklärung unterzeichnen:
mail-confirm-link = Wenn das stimmt: bitte diese Seite öffnen und auf den Knopf drücken:
mail-confirm-code = Oder, falls die Seite mit dem Formular noch offen ist, dort diesen Code eingeben:
mail-confirm-valid =
    { $days ->
        [one] Link und Code gelten { $days } Tag.
       *[other] Link und Code gelten { $days } Tage.
    }
mail-confirm-deleted = Geschieht nichts, wird nichts gezählt und alles Eingegebene gelöscht, und zwar am { $day }.
mail-not-me = Wenn es nicht stimmt: Diese Seite löscht die Angaben und sorgt auf Wunsch dafür, dass nie wieder an diese Adresse geschrieben wird:
mail-manage = Um später zu ändern, wie die Unterschrift erscheint, oder um sie zurückzuziehen, bitte diesen Link aufbewahren und niemandem zeigen:
mail-already-subject = Schon unterzeichnet: { $title }
mail-already-asked = Auf { $site } möchte jemand mit dieser E-Mail-Adresse folgende Erklärung unterzeichnen:
mail-already-signed = Mit dieser Adresse ist sie schon unterzeichnet, seit dem { $day }. Die Unterschrift zählt einmal, und nichts hat sich geändert.
mail-already-withdraw = Um diese Unterschrift zurückzuziehen, dient sieben Tage lang dieser Link; bitte niemandem zeigen. Wie sie erscheint, lässt sich mit dem Link aus der Mail von damals ändern:
mail-already-not-me = Kam das Formular eben von jemand anderem, ist nichts zu tun.

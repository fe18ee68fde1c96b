# Hinter dem Link aus der Mail: eine Übersicht und ein Knopf.

confirm-window = Bestätigen: { $title }
confirm-busy = In diesem Augenblick bestätigen sehr viele. Nichts ist verloren: bitte in einer Minute noch einmal auf den Knopf drücken.
confirm-heading = Unterschrift bestätigen
confirm-name = Name
confirm-public = Öffentlich zu sehen
confirm-public-nothing = Nichts: die Unterschrift wird gezählt und nicht gezeigt.
confirm-private = Nicht öffentlich
confirm-email-private = die Adresse, an die die Mail ging
confirm-class = Ich unterzeichne
confirm-organisation = für eine Organisation
confirm-consents = Ich willige ein
confirm-listing = Wie ich öffentlich erscheine
confirm-text = Der Text, der unterzeichnet wird
confirm-newer = Seit das Formular ausgefüllt wurde, ist ein neuerer Text erschienen, Nr. { $number }. Mit diesem Knopf wird Nr. { $signed } unterzeichnet.
confirm-button = Meine Unterschrift bestätigen
confirm-deleted = Geschieht nichts, wird alles gelöscht, und zwar am { $day }.

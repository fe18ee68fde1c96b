# Hinter dem Link aus der Mail: eine Übersicht und ein Knopf.

confirm-window = Bestätigen: { $title }
confirm-busy = In diesem Augenblick bestätigen sehr viele. Nichts ist verloren: bitte in einer Minute noch einmal auf den Knopf drücken.
confirm-heading = Unterschrift bestätigen
confirm-name = Name
confirm-class = Ich unterzeichne
confirm-organisation = für eine Organisation
confirm-consents = Ich willige ein
confirm-listing = Wie ich öffentlich erscheine
confirm-button = Meine Unterschrift bestätigen
confirm-deleted = Geschieht nichts, wird alles gelöscht, und zwar am { $day }.

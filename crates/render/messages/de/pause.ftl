# Gesagt, solange der Betreiber das Unterzeichnen ruhen lässt, oder alles außer dem Lesen.

pause-signing = Das Unterzeichnen ruht für eine Weile.
pause-links = Mit einem Link, der schon per Mail kam, lässt sich eine Unterschrift weiterhin bestätigen.
pause-read-only = Diese Website kann für eine Weile nur gelesen werden: Unterzeichnen, Bestätigen und Ändern ruhen. Links aus Mails bleiben gültig.
pause-form = Das Unterzeichnen ruht für eine Weile, deshalb wurde nichts abgeschickt. Alle Eingaben sind noch da: bitte später noch einmal abschicken.
pause-confirm = Diese Website kann für eine Weile nur gelesen werden. Nichts ist verloren, und der Link bleibt gültig: bitte später noch einmal auf den Knopf drücken.
pause-code = Diese Website kann für eine Weile nur gelesen werden. Nichts ist verloren: bitte den Code später noch einmal eingeben oder den Link in der Mail benutzen.
pause-until = Voraussichtlich geht es weiter: { $day }, { $time } UTC.
pause-notice = Diese Website kann für eine Weile nur gelesen werden
pause-notice-next = Geändert wurde nichts. Bitte später noch einmal versuchen; Links aus Mails bleiben gültig.

# Ändern, wie eine Unterschrift erscheint, oder sie zurückziehen.

manage-window = Meine Unterschrift: { $title }
manage-heading = Meine Unterschrift
manage-changed = Gespeichert. Die Liste zeigt es bereits.
manage-busy = Gerade konnte nichts gespeichert werden. Bitte in einer Minute noch einmal versuchen.
manage-name = Name
manage-signed-on = Unterzeichnet am
manage-listed = Öffentlich
manage-listed-counted = Die Unterschrift wird gezählt und nicht gezeigt.
manage-listed-initials = Die Unterschrift erscheint mit Initialen.
manage-listed-named = Die Unterschrift erscheint mit Namen.
manage-change = Ändern, wie ich erscheine
manage-change-button = Speichern
manage-withdraw = Unterschrift zurückziehen
manage-withdraw-what = Gründe sind nicht nötig.
manage-withdraw-ask = Unterschrift zurückziehen …
manage-withdraw-window = Zurückziehen: { $title }
manage-withdraw-sure = Unterschrift zurückziehen?
manage-withdraw-effect = Die Unterschrift von { $name } verschwindet sofort aus Liste und Zählung, und die Angaben werden gelöscht.
manage-withdraw-effect-yours = Die Unterschrift verschwindet sofort aus Liste und Zählung, und die Angaben werden gelöscht.
manage-withdraw-log = Im öffentlichen Verzeichnis bleibt die Zeile stehen, gefolgt von einer, die sie zurücknimmt. In keiner steht der Name, und ohne den Beleg kann niemand sagen, wem sie gehören.
manage-withdraw-button = Ja, zurückziehen
manage-withdraw-keep = Nein, behalten
manage-withdrawn-window = Zurückgezogen: { $title }
manage-withdrawn = Die Unterschrift ist zurückgezogen
manage-withdrawn-what = Sie zählt nicht mehr und wird nicht mehr gezeigt. Die Angaben sind gelöscht.
manage-withdrawn-again = Wer es sich anders überlegt, kann wieder unterzeichnen.

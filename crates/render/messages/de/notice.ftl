# Was geschehen ist, und wie es weitergeht.

notice-home = Alle Erklärungen
notice-link-expired = Dieser Link ist zu alt
notice-link-expired-next = Die Angaben sind gelöscht, gezählt wurde nichts. Zum Unterzeichnen bitte das Formular noch einmal ausfüllen.
notice-link-used = Dieser Link hat seinen Dienst getan
notice-link-used-next = Mit ihm wurde die Unterschrift bestätigt. Zum Ändern oder Zurückziehen dient der andere Link in derselben Mail.
notice-link-unknown = Dieser Link funktioniert nicht
notice-link-unknown-next = Vielleicht ist ein Stück abgeschnitten: bitte die ganze Zeile aus der Mail kopieren. Liegen die Angaben mehr als einige Tage zurück, sind sie gelöscht, und das Formular lässt sich noch einmal ausfüllen.
notice-already-signed = Die Unterschrift ist schon da
notice-already-signed-next = Mit dieser E-Mail-Adresse wurde bereits eine Unterschrift bestätigt, über eine andere Mail. Sie zählt einmal, und geändert hat sich nichts. Zum Ändern oder Zurückziehen dient der Link in jener anderen Mail.
notice-already-withdrawn = Diese Unterschrift ist zurückgezogen
notice-already-withdrawn-next = Sie zählt nicht mehr, und die Angaben sind gelöscht. Eine neue Unterschrift ist jederzeit möglich.
notice-struck = Diese Unterschrift wurde gestrichen
notice-struck-next = Gestrichen haben sie diejenigen, die die Erklärung begonnen haben. Der Grund steht im öffentlichen Verzeichnis: Sie war doppelt, stammte nicht von der genannten Person, bestand eine Prüfung nicht, musste auf rechtliche Anordnung weichen oder war ein Versehen. Sie zählt nicht mehr, und die Angaben sind gelöscht. Falls das falsch ist: bitte an { $contact } schreiben.
notice-closed = Diese Erklärung ist geschlossen
notice-closed-next = Sie kann weiter gelesen, aber nicht mehr unterzeichnet werden.
notice-ended = Die Sammlung ist beendet
notice-ended-next = Diese Erklärung wurde geschlossen, bevor die Unterschrift bestätigt war; sie zählt deshalb nicht. Zu tun ist nichts: Die Angaben werden von selbst gelöscht. Die Erklärung und ihre Unterschriften lassen sich weiter lesen.
notice-elsewhere = Diese Erklärung wird nicht hier unterzeichnet
notice-elsewhere-next = Diese Website trägt sie nur weiter. Von der Eingabe wurde nichts aufbewahrt: Unterzeichnen lässt sie sich beim Original.
notice-not-found = Unter dieser Adresse gibt es nichts
notice-not-found-next = Vielleicht fehlt ein Buchstabe, oder es ist einer zu viel.
notice-wrong-method = Diese Adresse beantwortet nur andere Anfragen
notice-wrong-method-next = Geändert wurde nichts. Bitte zurückgehen und den Knopf auf der Seite benutzen.
notice-malformed = Die Anfrage ist nicht zu verstehen
notice-malformed-next = Geändert wurde nichts. Bitte zurückgehen und noch einmal versuchen.
notice-unknown-filter = So lässt sich die Liste nicht zeigen
notice-unknown-filter-next =
    { $field ->
        [class] Die Adresse fragt nach einer Art von Unterzeichnenden, die es nicht gibt. Bitte die Liste von der Seite der Erklärung aus neu öffnen.
        [language] Die Adresse fragt nach einer Sprache, die es nicht gibt. Bitte die Liste von der Seite der Erklärung aus neu öffnen.
        [order] Die Adresse fragt nach einer Reihenfolge, die es nicht gibt. Bitte die Liste von der Seite der Erklärung aus neu öffnen.
        [after] Die Adresse nennt eine Stelle der Liste, die es nicht gibt. Bitte die Liste von der Seite der Erklärung aus neu öffnen.
       *[other] Die Adresse fragt nach etwas, das die Liste nicht kennt. Bitte die Liste von der Seite der Erklärung aus neu öffnen.
    }
notice-foreign = Diese Anfrage kam von einer anderen Website
notice-foreign-next = Geändert wurde nichts. Zur Sicherheit bitte das Formular auf dieser Website benutzen.
notice-too-large = Das war zu viel
notice-too-large-next = Es kam mehr, als angenommen werden kann. Gespeichert wurde nichts: bitte zurückgehen und kürzen.
notice-wrong-type = Das Formular kam auf eine Weise, die nicht zu verstehen ist
notice-wrong-type-next = Geändert wurde nichts. Bitte zurückgehen und das Formular auf der Seite benutzen.
notice-busy = In diesem Augenblick sind sehr viele hier
notice-busy-next = Geändert wurde nichts. Bitte in einer Minute noch einmal versuchen.
notice-too-many = Zu viele Anfragen
notice-too-many-next = Geändert wurde nichts. Bitte einige Minuten warten und dann noch einmal versuchen.
notice-broken = Hier ist etwas schiefgegangen
notice-broken-next = Es ist unter der Nummer { $reference } vermerkt. Bitte in einigen Minuten noch einmal versuchen; geschieht es wieder, hilft diese Nummer denen weiter, die diese Website betreiben.

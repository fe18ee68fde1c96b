# Die Startseite.

front-window = Erklärungen
front-heading = Erklärungen zum Unterzeichnen
front-lead = Hier steht, was andere erklärt haben, in vielen Sprachen. Wer zustimmt, unterzeichnet mit, und alle können nachprüfen, dass jede Unterschrift echt ist.
front-empty = Hier gibt es noch nichts zu unterzeichnen.
front-count =
    { $count ->
        [0] noch keine Unterschriften
        [one] { $count } Unterschrift
       *[other] { $count } Unterschriften
    }
front-languages =
    { $count ->
        [one] in { $count } Sprache
       *[other] in { $count } Sprachen
    }
front-open = kann unterzeichnet werden
front-closed = geschlossen
front-promises = Worauf Verlass ist
front-private = Der Name gehört denen, die ihn tragen
front-private-how = Eine Unterschrift zählt, ohne gezeigt zu werden. Ob ein Name erscheint, entscheidet allein, wer ihn trägt, und kann es jederzeit ändern. Die Adresse wird gelöscht, sobald die Unterschrift bestätigt ist, es sei denn, Nachrichten sind ausdrücklich erwünscht.
front-text = Der Text steht fest
front-text-how = Jede Unterschrift gehört zu genau einem Text in einer Sprache. Dieser Text ändert sich nie und bleibt unter derselben Adresse.
front-check = Alle können nachprüfen
front-check-how = Sämtliche Unterschriften stehen in einem öffentlichen Verzeichnis ohne Namen. Alle können sie nachzählen, und niemand kann unbemerkt eine entfernen oder hinzufügen.

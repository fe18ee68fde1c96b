# Was das öffentliche Verzeichnis beweist, und was nicht.

log-window = Unterschriften nachprüfen: { $title }
log-heading = Wie sich die Unterschriften nachprüfen lassen
log-lead = Niemand muss dieser Website glauben. Jede Unterschrift steht in einem öffentlichen Verzeichnis, das alle nachzählen können und das niemand unbemerkt ändern kann. Namen verrät es nicht.
log-how = So geht es
log-step-line = Jede bestätigte Unterschrift fügt am Ende des Verzeichnisses eine Zeile an: keinen Namen, sondern ein Siegel. Wessen Zeile es ist, kann zeigen, wer den passenden Beleg hat, und bei allen, die auf der Liste stehen wollen, auch diese Website.
log-step-fingerprint = Aus allen Zeilen zusammen wird ein Fingerabdruck berechnet. Wäre in irgendeiner Zeile nur ein Zeichen anders, wäre auch der Fingerabdruck anders.
log-step-keep = Die Website unterschreibt den Fingerabdruck mit der Zahl der Zeilen. Wer eine Abschrift davon aufhebt, kann später beweisen, wenn eine Zeile geändert oder entfernt wurde.
log-newest = Die neuesten Zeilen dieses Verzeichnisses
log-line = Zeile
log-records = Was sie festhält
log-day = Tag
log-seal = Siegel
log-fingerprint-of-all = Fingerabdruck aller Zeilen
log-newest-no-names = Mehr steht über eine Unterschrift nicht darin, außer dem unterzeichneten Text. Festgehalten wird nur der Tag, nicht die Stunde; wer das Verzeichnis ständig beobachtet, wie Zeugen es tun, sieht trotzdem, wann es wächst.
log-kind-revision = Text
log-kind-person = Unterschrift, Person
log-kind-organisation = Unterschrift, Organisation
log-kind-withdrawal = Rücknahme
log-kind-strike = gestrichen, mit dem Grund
log-kind-figure = Zahl mit Quelle
log-kind-raising = Forderung vorgebracht
log-kind-audit = Prüfung
log-kind-handover = Übergabe
log-kind-close = Unterzeichnung beendet
log-proves = Was sich allen beweisen lässt
log-proves-count = Die Zahl: Unterschriften ohne die zurückgezogenen und gestrichenen, in diesem Augenblick { $count }.
log-proves-mine = Dass die eigene Unterschrift darin steht, für alle, die ihren Beleg aufgehoben haben.
log-proves-kept = Dass nichts entfernt oder geändert wurde, seit jemand eine Abschrift des unterschriebenen Fingerabdrucks aufgehoben hat.
log-proves-text = Dass der gezeigte Text der unterzeichnete ist.
log-proves-name = Dass jeder Name auf der Liste zu seiner eigenen Zeile gehört und zu keiner Zeile später ein Name erfunden wurde.
log-cannot = Was kein Verzeichnis beweisen kann
log-cannot-person = Dass hinter einer Zeile ein wirklicher Mensch steht, der es so meinte. Jede Unterschrift wurde von einer E-Mail-Adresse aus bestätigt, die noch nicht unterzeichnet hatte; Stichproben lassen sich prüfen.
log-cannot-left-out = Dass niemand übergangen wurde, der oder die nie einen Beleg bekam. Wer einen hat, kann es zeigen.
log-check = Selbst nachprüfen
log-check-how = Ein Befehl lädt das Verzeichnis, zählt es nach und vergleicht damit jeden gezeigten Namen und jeden Text:
log-check-later = An einem anderen Tag noch einmal ausgeführt, erinnert er sich an den Fingerabdruck und meldet, wenn sich die Vergangenheit geändert hat.
log-now = Das Verzeichnis in diesem Augenblick
log-size = Zeilen
log-root = Fingerabdruck
log-key = Schlüssel des Verzeichnisses
log-checkpoint = Der unterschriebene Fingerabdruck als Datei
log-list = Alle, die auf der Liste stehen
log-picture = Vier Zeilen, je zwei zu einem Siegel verbunden und die Siegel zu einem Fingerabdruck. Zeile 3 ist geändert, und kein Siegel auf ihrem Weg nach oben passt mehr.
log-picture-words = Zwei Zeilen ergeben ein Siegel, zwei Siegel das nächste, bis zu dem einen Fingerabdruck ganz oben. Hier hat jemand Zeile 3 geändert: Kein Siegel auf ihrem Weg nach oben passt mehr, und auch nicht der Fingerabdruck, den andere aufgehoben haben.
log-closed = Die Unterzeichnung ist für immer beendet. Rücknahmen können noch dazukommen, und was aus den Forderungen wurde; Unterschriften nicht mehr.
log-check-false = Meldet er, dass etwas falsch ist, so nennt er die Zeile und was das bedeutet. Dann die Ausgabe und die genannten Dateien aufheben und öffentlich nachfragen, wer die Erklärung herausgibt: Ein Versehen lässt sich erklären, eine umgeschriebene Vergangenheit nicht.
log-check-receipt = Einen Beleg auf dieser Website prüfen
log-witnesses = Wer noch darauf achtet
log-witnesses-what = Zeugen sind andere Organisationen mit einem kleinen eigenen Programm. Jeder vergleicht den neuen Fingerabdruck mit dem, den er zuletzt sah, und unterschreibt ihn nur, wenn die alten Zeilen noch unverändert da sind. Ein Zeuge sieht einen Fingerabdruck und eine Zahl, nie eine Unterschrift und nie einen Namen.
log-witnesses-none = Die Verzeichnisse dieser Website unterschreibt kein Zeuge mit. Eine geänderte Vergangenheit entdecken dann alle, die selbst einen früheren Fingerabdruck aufgehoben haben: wer den Befehl oben ausgeführt hat, und wer einen Beleg besitzt.
log-witnesses-not-yet = Noch haben nicht genug Zeugen dieses Verzeichnis mitunterschrieben.
log-witnessed =
    { $count ->
        [one] Die erste Zeile ist mitunterschrieben.
       *[other] Die ersten { $count } Zeilen sind mitunterschrieben.
    }
log-witnessed-newer =
    { $count ->
        [0] Keine Zeile ist neuer.
        [one] Eine Zeile ist neuer; für sie bürgt nur diese Website, bis die Zeugen wieder gefragt werden.
       *[other] { $count } Zeilen sind neuer; für sie bürgt nur diese Website, bis die Zeugen wieder gefragt werden.
    }
log-cosigners = Mitunterschrieben von
log-witness = Zeuge
log-cosigned-at = Mitunterschrieben
log-not-cosigned = noch nichts
log-history = Die letzten unterschriebenen Fingerabdrücke
log-history-all = Alle als Datei, für Programme
log-witnesses-carried = Die Zeugen dieses Verzeichnisses sind die des Originals. Was sie mitunterschrieben haben, steht weiter unten bei den unterschriebenen Fingerabdrücken.
log-contradicted = Ein Zeuge widerspricht diesem Verzeichnis: { $witness } hat mehr Zeilen mitunterschrieben, als hier stehen, oder andere. Bis das geklärt ist, kommt nichts hinzu.

# Das Formular. Die Einwilligungen werden zu jeder Unterschrift wörtlich aufbewahrt: nur mit Bedacht ändern.

sign-window = Unterzeichnen: { $title }
sign-again = Diese Erklärung unterzeichnen
sign-trouble = Noch nicht abgeschickt
sign-trouble-stale = Das Formular war lange offen oder kam zu schnell. Alle Eingaben sind noch da: bitte noch einmal abschicken.
sign-trouble-revised = Der Text wurde geändert, während das Formular offen war. Alle Eingaben sind noch da: bitte den Text lesen, wie er jetzt lautet, und das Formular noch einmal abschicken, wenn er unterzeichnet werden soll.
sign-trouble-unavailable = Gerade konnte nichts gespeichert werden. Alle Eingaben sind noch da: bitte in einigen Minuten noch einmal abschicken.
sign-mistakes =
    { $count ->
        [one] Eine Angabe fehlt oder passt noch nicht
       *[other] { $count } Angaben fehlen oder passen noch nicht
    }
# Ein Feld, das Menschen nie sehen; Programme, die alles ausfüllen, verraten sich daran.
sign-trap = Dieses Feld leer lassen

sign-class = Ich unterzeichne
sign-class-person = als Person
sign-class-organisation = für eine Organisation
sign-name = Vollständiger Name
sign-name-hint = Bei einer Organisation deren voller Name.
sign-email = E-Mail-Adresse
sign-email-hint = Dorthin geht eine einzige Mail, um die Unterschrift zu bestätigen. Danach wird die Adresse gelöscht, es sei denn, unten sind Nachrichten gewünscht.
sign-email-hint-forgotten = Dorthin geht eine einzige Mail, um die Unterschrift zu bestätigen. Danach wird die Adresse gelöscht.
sign-contact = Ansprechperson
sign-contact-hint = Wer für die Organisation einsteht. Wird nie gezeigt.
sign-place = Ort oder Land
sign-descriptor = Funktion, Beruf oder Zugehörigkeit
sign-descriptor-hint = Zum Beispiel: Pflegekraft, Leipzig; oder: Betriebsrat, Hafen
sign-optional = freiwillig
sign-organisation-only = für Organisationen
sign-authority = Ich darf im Namen dieser Organisation unterzeichnen.
sign-organisation-shown = Eine Organisation wird immer mit ihrem Namen gezeigt; Ansprechperson und Adresse nicht.
sign-listing = Wie ich öffentlich erscheine
sign-risk = Eine Unterschrift zeigt eine politische Meinung. Was öffentlich ist, können alle lesen: am Arbeitsplatz, in Behörden, auf der Gegenseite, in jedem Land und auf viele Jahre. Wem oder wessen Nächsten das schaden könnte, lasse sich nur zählen. Die Unterschrift zählt genauso, und die Wahl lässt sich später ändern.
sign-listing-counted = Mich zählen und nicht zeigen.
sign-listing-initials = Meine Initialen und meinen Ort öffentlich zeigen.
sign-listing-named = Meinen Namen, Funktion, Ort und Kommentar öffentlich zeigen.
sign-comment = Kommentar
sign-comment-hint = Bis zu 1.000 Zeichen. Erscheint nur zusammen mit einem Namen.
sign-consents = Worin ich einwillige
sign-needed = zum Unterzeichnen nötig
sign-consent-count = Ich unterzeichne diese Erklärung. Mir ist bewusst, dass meine Unterschrift eine politische Meinung zeigt, und ich willige ein, dass { $controller } meine Angaben verwendet, um meine Unterschrift zu bestätigen und zu zählen.
sign-consent-handover = Ich willige ein, dass { $controller } bei der Übergabe der Erklärung meinen Namen, meine Funktion und meinen Ort mit übergibt.
sign-consent-handover-to = Ich willige ein, dass { $controller } bei der Übergabe der Erklärung meinen Namen, meine Funktion und meinen Ort mit übergibt, und zwar an: { $addressees }.
sign-consent-infomail = Ich möchte die Infomail von { $controller } per E-Mail erhalten und kann sie jederzeit abbestellen.
sign-consent-infomail-signed = { $controller } darf bei meinem Abonnement der Infomail vermerken, dass ich diese Erklärung unterzeichnet habe, damit ich auch Ausgaben für diejenigen erhalte, die sie unterzeichnet haben.
sign-consent-contact = Ich willige ein, dass { $controller } mir zu dieser Erklärung schreiben darf.
sign-button = Unterzeichnen
sign-then = Danach kommt eine Mail. Die Unterschrift zählt, sobald sie bestätigt ist.

sign-privacy = Wer für die Daten einsteht
sign-privacy-kept =
    { $days ->
        [one] Unbestätigte Angaben werden nach { $days } Tag gelöscht.
       *[other] Unbestätigte Angaben werden nach { $days } Tagen gelöscht.
    } { $months ->
        [one] Namen werden spätestens { $months } Monat nach Ende der Unterzeichnung entfernt.
       *[other] Namen werden spätestens { $months } Monate nach Ende der Unterzeichnung entfernt.
    }
sign-privacy-rights = Jede Einwilligung ist freiwillig und lässt sich jederzeit mit dem Link in der Mail widerrufen; was bis dahin geschah, bleibt rechtmäßig. Es besteht ein Recht auf Auskunft, Berichtigung, Löschung und eine Kopie der Daten.
sign-controller = Verantwortlich
sign-complaints = Beschwerden an
sign-purpose-count = Unterzeichnen und Zählen
sign-purpose-publish = Zeigen von Namen
sign-purpose-handover = Übergabe
sign-purpose-infomail = Infomail
sign-purpose-infomail-signed = Infomail für alle, die unterzeichnet haben
sign-purpose-contact = Kontakt

# Steht in der Übersicht über dem Formular und noch einmal am Feld.
sign-problem-missing =
    { $field ->
        [name] Bitte den vollständigen Namen eingeben.
        [email] Bitte die E-Mail-Adresse eingeben.
        [contact] Bitte eingeben, wer für die Organisation einsteht.
       *[other] Bitte dieses Feld ausfüllen.
    }
sign-problem-too-long =
    { $field ->
        [name] Der Name hat { $length } Zeichen; möglich sind { $limit }.
        [email] Die E-Mail-Adresse hat { $length } Zeichen; möglich sind { $limit }.
        [contact] Der Name der Ansprechperson hat { $length } Zeichen; möglich sind { $limit }.
        [place] Der Ort hat { $length } Zeichen; möglich sind { $limit }.
        [descriptor] Die Funktion hat { $length } Zeichen; möglich sind { $limit }.
        [comment] Der Kommentar hat { $length } Zeichen; möglich sind { $limit }.
       *[other] Hier stehen { $length } Zeichen; möglich sind { $limit }.
    }
sign-problem-character =
    { $field ->
        [name] Das { $position }. Zeichen des Namens ({ $code }) lässt sich nicht zeigen. Bitte den Namen tippen statt einfügen.
        [email] Das { $position }. Zeichen der E-Mail-Adresse ({ $code }) kann in keiner Adresse stehen.
        [comment] Das { $position }. Zeichen des Kommentars ({ $code }) lässt sich nicht zeigen. Bitte entfernen.
       *[other] Das { $position }. Zeichen in diesem Feld ({ $code }) lässt sich nicht zeigen. Bitte tippen statt einfügen.
    }
sign-problem-marks =
    { $field ->
        [name] Im Namen trägt ein Buchstabe zu viele Zeichen.
        [comment] Im Kommentar trägt ein Buchstabe zu viele Zeichen.
       *[other] Ein Buchstabe trägt zu viele Zeichen.
    }
sign-problem-link =
    { $field ->
        [name] In einem Namen kann keine Webadresse stehen.
        [place] In einem Ort kann keine Webadresse stehen.
        [descriptor] In einer Funktion kann keine Webadresse stehen.
        [comment] In einem Kommentar kann keine Webadresse stehen.
       *[other] Hier kann keine Webadresse stehen.
    }
sign-problem-address = Bitte eine E-Mail-Adresse in der Form name@example.org eingeben.
sign-problem-unreachable = Der Mailserver dieser Website erreicht keine Adressen mit solchen Buchstaben vor dem @. Bitte eine andere Adresse eingeben.
sign-problem-not-chosen =
    { $field ->
        [class] Bitte wählen: als Person oder für eine Organisation.
        [authority] Bitte bestätigen, im Namen der Organisation unterzeichnen zu dürfen.
        [listing] Bitte wählen, wie die Unterschrift öffentlich erscheint.
        [consent-count] Bitte in das Unterzeichnen und Zählen einwilligen: Ohne das ist keine Unterschrift möglich.
       *[other] Bitte eine Wahl treffen.
    }

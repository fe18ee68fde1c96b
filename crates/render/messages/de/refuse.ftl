# „Das war ich nicht.“

refuse-window = Das war ich nicht: { $title }
refuse-heading = Jemand hat diese Adresse eingegeben
refuse-what = Jemand wollte mit dieser E-Mail-Adresse die Erklärung unterzeichnen. Ohne Bestätigung zählt die Unterschrift nicht. Die Angaben lassen sich hier sofort löschen.
refuse-what-infomail = Jemand wollte mit dieser E-Mail-Adresse die Infomail abonnieren. Ohne Bestätigung wird nichts verschickt. Die Angaben lassen sich hier sofort löschen.
refuse-otherwise = Geschieht nichts, werden sie gelöscht, und zwar am { $day }.
refuse-never = Und nie wieder an diese Adresse schreiben
refuse-never-how = Die Adresse bleibt dafür nur als verschlüsseltes Kennzeichen gespeichert, das sich nicht zurücklesen lässt (ein Hashwert mit Schlüssel: pseudonym, nicht anonym).
refuse-button = Löschen
refuse-done-window = Gelöscht
refuse-done = Gelöscht
refuse-done-what = Was mit dieser Adresse eingegeben wurde, ist gelöscht. Es hat zu keiner Zeit gezählt.
refuse-done-what-infomail = Was mit dieser Adresse eingegeben wurde, ist gelöscht. Ein Abonnement ist daraus nicht entstanden.
refuse-done-never = Diese Website schreibt nicht mehr an diese Adresse.

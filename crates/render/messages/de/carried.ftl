# Auf den Seiten einer Erklärung, für die anderswo gesammelt wird und die diese Website nur weiterträgt.

# Followed by the address of the original.
carried-copy =
    Dies ist eine Kopie vom { $day } mit { $count ->
        [one] { $count } Eintrag
       *[other] { $count } Einträgen
    } des öffentlichen Protokolls. Das Original:
carried-sign = Diese Website trägt die Erklärung weiter, nimmt aber keine Unterschriften entgegen. Unterzeichnen lässt sie sich dort, wo gesammelt wird; der Knopf führt hin.
# A link to the original.
carried-sign-there = Beim Original unterzeichnen

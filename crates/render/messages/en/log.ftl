# What the public log proves and what it cannot.

log-window = Checking the signatures: { $title }
log-heading = How the signatures can be checked
log-lead = You do not have to believe this site. Every signature stands in a public log that anybody can count again, and that nobody can change unseen. The log itself holds no names.
log-how = How it works
log-step-line = Each confirmed signature adds one line at the end of the log: no name, but a seal. Whose line it is can be shown by whoever holds the matching receipt and, for those who chose to be on the list, by this site.
log-step-fingerprint = From all lines together one fingerprint is computed. If a single character in any line were different, the fingerprint would be different.
log-step-keep = The site signs the fingerprint with the number of lines. Whoever keeps a copy can prove later if a line was changed or removed.
log-newest = The newest lines of this log
log-line = Line
log-records = Records
log-day = Day
log-seal = Seal
log-fingerprint-of-all = fingerprint of all lines
log-newest-no-names = This is all that the log holds about a signature, with the text that was signed. Only the day is kept, not the hour; whoever watches the log all the time, as witnesses do, still sees when it grows.
log-kind-revision = text
log-kind-person = signature, person
log-kind-organisation = signature, organisation
log-kind-withdrawal = withdrawal
log-kind-strike = struck out, with the reason
log-kind-figure = figure
log-kind-raising = demand raised
log-kind-audit = audit
log-kind-handover = handover
log-kind-close = signing closed
log-proves = What can be proved to anybody
log-proves-count = The count: signatures minus those withdrawn or struck out, { $count } at this moment.
log-proves-mine = That your signature is in, if you kept your receipt.
log-proves-kept = That nothing was removed or edited since somebody kept a copy of the signed fingerprint.
log-proves-text = That the text shown is the text that was signed.
log-proves-name = That each name on the list belongs to its own line, and no name was invented for a line later.
log-cannot = What no log can prove
log-cannot-person = That a line is a real person who meant it. Each signature was confirmed from an e-mail address that had not signed before; random samples can be audited.
log-cannot-left-out = That nobody was left out who never got a receipt. Whoever has one can show that it happened.
log-check = Check it yourself
log-check-how = One command downloads the log, counts it again, and compares every name shown and every text with it:
log-check-later = Run it again another day: it remembers the fingerprint it saw and tells you if the past has changed.
log-now = The log at this moment
log-size = Lines
log-root = Fingerprint
log-key = Key of the log
log-checkpoint = The signed fingerprint as a file
log-list = All signatories who are shown
log-picture = Four lines, joined two by two to seals, and the seals to one fingerprint. Line 3 is changed, and every seal on its way up no longer fits.
log-picture-words = Two lines make one seal, two seals make the next, up to the one fingerprint at the top. Here somebody has changed line 3: every seal on its way up no longer fits, and neither does the fingerprint that others have kept.
log-closed = Signing has ended for ever. Withdrawals can still be added, and what became of the demands; no signature can.
log-check-false = If it says that something is false, it names the line and what that means. Keep what it printed and the files it names, and ask whoever publishes the declaration in public: an honest mistake can be explained, and a rewritten past cannot.
log-check-receipt = Check a receipt on this site
log-witnesses = Who else keeps watch
log-witnesses-what = Witnesses are other organisations with a small program of their own. Each compares the new fingerprint with the one it saw before and countersigns it only if the old lines are still there, unchanged. A witness sees a fingerprint and a number, never a signature and never a name.
log-witnesses-none = No witness countersigns the logs of this site. Then a changed past is found by those who kept an earlier fingerprint themselves: everybody who ran the command above, and everybody with a receipt.
log-witnesses-not-yet = Not enough witnesses have countersigned this log yet.
log-witnessed =
    { $count ->
        [one] The first line is countersigned.
       *[other] The first { $count } lines are countersigned.
    }
log-witnessed-newer =
    { $count ->
        [0] No line is newer.
        [one] One line is newer; only this site vouches for it until the witnesses are asked again.
       *[other] { $count } lines are newer; only this site vouches for them until the witnesses are asked again.
    }
log-cosigners = Countersigned by
log-witness = Witness
log-cosigned-at = Countersigned
log-not-cosigned = nothing yet
log-history = The last signed fingerprints
log-history-all = All of them as a file, for programs
log-witnesses-carried = The witnesses of this log are those of its original. What they have countersigned stands below with the signed fingerprints.
log-contradicted = A witness contradicts this log: { $witness } has countersigned more lines than stand here, or other ones. Nothing is added to the log until this is cleared up.

# A declaration: its text, figures, signatures and form.

declaration-window = { $title }
# Shown when the interface is not available in the language of the text.
declaration-interface = The text is in { $language }; everything around it is shown in English.
declaration-addressees = To
declaration-initiators = Begun by
declaration-supporters = Supported by
declaration-first = First published
declaration-translation = Translation
# A link to the original.
declaration-original = The original is in { $language }.
declaration-translator = Translated by { $name }
declaration-behind = The original has changed since; this translation has not caught up yet.
# Follows a large number: the word alone.
declaration-count =
    { $count ->
        [one] signature
       *[other] signatures
    }
declaration-sign = Sign

declaration-figures = Figures and their sources
declaration-claimed = Counted by
declaration-source-missing = source missing
declaration-as-of = As of
declaration-as-of-unknown = not stated
declaration-status = Standing
declaration-verbatim = In their words
declaration-source = Source
declaration-note = Note
declaration-measure-killed = killed
declaration-measure-injured = injured
declaration-measure-detained = detained
declaration-measure-missing = missing
declaration-measure-executed = executed
declaration-measure-sentenced = sentenced to death
declaration-measure-displaced = displaced
declaration-status-confirmed = confirmed
declaration-status-partly-confirmed = confirmed in part
declaration-status-reported = reported, not verified
declaration-status-under-investigation = under investigation
declaration-status-estimated = estimated
declaration-status-projected = projected
declaration-status-contested = contested
declaration-status-retracted = retracted

declaration-signatures = Signatures
declaration-split =
    { $persons ->
        [one] { $persons } person
       *[other] { $persons } people
    } and { $organisations ->
        [one] { $organisations } organisation
       *[other] { $organisations } organisations
    } have signed.
declaration-shown = { $shown } of them can be seen on the list; { $hidden } are counted and not shown.
declaration-none = Nobody has signed yet.
declaration-newest = The newest on the list
declaration-all = All signatories who are shown

declaration-sign-heading = Sign this declaration
declaration-what-is-signed = You sign exactly the text above, in { $language }.
declaration-closes = It can be signed until { $day }.
declaration-closed-on = This declaration could be signed until { $day }.
declaration-closed = This declaration can no longer be signed.
# Follows one of the two before.
declaration-closed-final = Collecting has ended for good: nobody can be added any more. Whoever signed can still withdraw.

declaration-wording = This exact text
declaration-wording-why = Each signature belongs to one text, down to the last character. The fingerprint below is computed from it; whoever has a copy can tell whether it is the same text.
declaration-revision = Revision
declaration-revision-of = No. { $number } in { $language }
declaration-digest = Fingerprint (SHA-256)
declaration-address = Address of this page
declaration-permalink = Address of exactly this text
declaration-log = How the signatures can be checked

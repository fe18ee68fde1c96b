# Texts beside each other, what changed between them, and signing the newer one.

revisions-authoritative = This is the original: the text that decides.
revisions-translated = This is a translation that a second speaker has read. Where it differs, the original decides.
revisions-reviewer = Read by { $name }
revisions-behind =
    { $count ->
        [one] { $count } paragraph of the original has changed since
       *[other] { $count } paragraphs of the original have changed since
    }
revisions-see = Side by side with the original
revisions-compare-window = Beside the original: { $title }
revisions-compare-heading = Beside the original
revisions-compare-about = This translation renders text no. { $rendered } of the original, which is now at no. { $newest }.
revisions-compare-same = Every paragraph of the original is as it was when it was translated.
revisions-original = Original, in { $language }
revisions-translation = Translation, in { $language }
revisions-changed = Changed in the original since it was translated
revisions-new = New in the original and not translated yet
revisions-gone = No longer in the original
revisions-missing = Missing in the translation
revisions-own = Only in the translation
revisions-changes-window = What changed: { $title }
revisions-changes-heading = What changed
revisions-changes-about = From text no. { $from } to text no. { $to }, in { $language }
revisions-changes-texts = The two texts
revisions-legend = What is gone is crossed out, what is new is underlined.
revisions-coarse = Some passages are too long to be compared word by word: there whole sentences are marked, or all that lies between the first change and the last.
revisions-said = In the words of those who changed it
revisions-kept =
    { $count ->
        [one] { $count } paragraph stayed as it was
       *[other] { $count } paragraphs stayed as they were
    }
revisions-removed = removed:
revisions-added = new:
revisions-marks = Here only emphasis or line breaks changed.
revisions-nothing = The two texts are the same.
revisions-see-changes = What changed since the text before
revisions-history = All texts in { $language }
revisions-history-text = Text
revisions-history-day = Published
revisions-history-signed = Signatures
revisions-history-changes = Changes
revisions-split = Signatures by text
revisions-filter = Text signed
revisions-filter-all = all
revisions-signed = What you signed
revisions-signed-newest = It is the newest text in this language.
revisions-signed-older = There is a newer text, no. { $number }. Your signature stays with the text you signed.
revisions-read = Read what changed
revisions-offer = Those who changed the text say that the change matters. If you agree with it, you can sign the newer text instead. If you do nothing, everything stays as it is.
revisions-move-ask = Sign the newer text instead …
revisions-move-window = The newer text: { $title }
revisions-move-heading = Sign the newer text instead?
revisions-move-effect = Your signature then stands under text no. { $number } and no longer under the one before. It counts once, as it did.
revisions-move-listed = How you appear stays as it is.
revisions-move-log = In the public log, the line of your new signature follows directly on the line that takes back the old one. Whoever reads the log can tell that both are by the same signer.
revisions-move-receipt = You get a new receipt. Keep it: the old one then only shows that you had signed before.
revisions-move-revised = The text was changed once more meanwhile. Nothing was signed; read the text below before you agree.
revisions-move-button = Sign the newer text
revisions-move-keep = No, leave it as it is

# What happened, and what to do next.

notice-home = All declarations
notice-link-expired = This link is too old
notice-link-expired-next = What was entered is deleted, and nothing was counted. If you want to sign, please fill in the form again.
notice-link-used = This link has done its work
notice-link-used-next = Your signature was confirmed with it. To change or withdraw it, use the other link in the same mail.
notice-link-unknown = This link does not work
notice-link-unknown-next = Perhaps a part of it was cut off: please copy the whole line from the mail. If what you entered is older than a few days it is deleted, and you can fill in the form again.
notice-already-signed = You have already signed
notice-already-signed-next = This e-mail address confirmed a signature before, by another mail. It counts once, and nothing has changed. To change or withdraw it, use the link in that other mail.
notice-already-withdrawn = This signature is withdrawn
notice-already-withdrawn-next = It no longer counts and what was entered is deleted. You can sign again at any time.
notice-struck = This signature was taken out
notice-struck-next = Those who began the declaration have struck it, for a reason that stands in the public log: it was there twice, it was not the person named, it did not pass an audit, a legal order, or a mistake. It no longer counts, and what was entered is deleted. If that is wrong, please write to { $contact }.
notice-closed = This declaration is closed
notice-closed-next = It can still be read, but no longer signed.
notice-ended = Signing has ended
notice-ended-next = This declaration was closed before your signature was confirmed, so it is not counted. You need not do anything: what you entered is deleted by itself. The declaration and its signatures can still be read.
notice-elsewhere = This declaration is not signed here
notice-elsewhere-next = This site only carries it. Nothing that was entered was kept: please sign at the original.
notice-not-found = There is nothing at this address
notice-not-found-next = Perhaps a letter is missing or one too many.
notice-wrong-method = This address answers other requests only
notice-wrong-method-next = Nothing was changed. Please go back and use the button on the page.
notice-malformed = The request could not be understood
notice-malformed-next = Nothing was changed. Please go back and try again.
notice-unknown-filter = The list cannot be shown like this
notice-unknown-filter-next =
    { $field ->
        [class] The address asks for a kind of signatory that does not exist. Please open the list again from the page of the declaration.
        [language] The address asks for a language that does not exist. Please open the list again from the page of the declaration.
        [order] The address asks for an order that does not exist. Please open the list again from the page of the declaration.
        [after] The address names a place in the list that does not exist. Please open the list again from the page of the declaration.
       *[other] The address asks for something that the list does not know. Please open the list again from the page of the declaration.
    }
notice-foreign = This request came from another site
notice-foreign-next = Nothing was changed. For your safety, please use the form on this site.
notice-too-large = That was too much
notice-too-large-next = More was sent than can be taken. Nothing was saved: please go back and shorten it.
notice-wrong-type = The form was sent in a way that is not understood
notice-wrong-type-next = Nothing was changed. Please go back and use the form on the page.
notice-busy = Very many people are here at this moment
notice-busy-next = Nothing was changed. Please try again in a minute.
notice-too-many = Too many requests
notice-too-many-next = Nothing was changed. Please wait a few minutes before you try again.
notice-broken = Something broke on our side
notice-broken-next = It is recorded under the number { $reference }. Please try again in a few minutes; if it happens again, tell the operator this number.

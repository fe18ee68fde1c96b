# Mails. Text and HTML say the same. No mail carries a word that somebody typed into a form.

mail-confirm-subject = Please confirm your signature: { $title }
mail-confirm-asked = On { $site }, somebody wants to sign this declaration with your e-mail address:
mail-confirm-link = If it was you, open this page and press the button:
mail-confirm-code = Or, if the page on which you signed is still open, type this code there:
mail-confirm-valid =
    { $days ->
        [one] Link and code work for { $days } day.
       *[other] Link and code work for { $days } days.
    }
mail-confirm-deleted = If you do nothing, nothing is counted and everything entered is deleted on { $day }.
mail-not-me = If it was not you, this page deletes what was entered and, if you wish, sees that we never write to this address again:
mail-manage = To change later how you appear, or to withdraw your signature, keep this link and show it to nobody:
mail-already-subject = You have already signed: { $title }
mail-already-asked = On { $site }, somebody wants to sign this declaration with your e-mail address:
mail-already-signed = You have already signed it, on { $day }. Your signature counts once and nothing has changed.
mail-already-withdraw = To withdraw that signature, use this link within seven days and show it to nobody. To change how it appears, use the link in the mail from when it was signed:
mail-already-not-me = If it was not you who filled in the form just now, you need not do anything.

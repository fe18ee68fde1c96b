# After the form: look into your mail.

mailed-window = Look into your mail: { $title }
mailed-heading = One step left: look into your mail
mailed-sent = We have written to { $address }.
mailed-what =
    { $days ->
        [one] The mail holds a link and a code. Either confirms your signature, for { $days } day.
       *[other] The mail holds a link and a code. Either confirms your signature, for { $days } days.
    }
mailed-code = Code from the mail
mailed-code-hint = Eight characters, in capitals or not, with or without the hyphen.
mailed-code-button = Confirm
mailed-code-wrong =
    { $left ->
        [one] That is not the code in the mail. You can try once more; the link works in any case.
       *[other] That is not the code in the mail. You can try { $left } more times; the link works in any case.
    }
mailed-code-used-up = The code was wrong too often and no longer works. The link in the mail does.
mailed-code-busy = Very many people are confirming at this moment. Please enter the code again in a minute.
mailed-code-newer = A newer text was published meanwhile. Nothing was signed: read below what you sign, and enter the code again if you agree.
mailed-deleted = If you do not confirm, everything you entered is deleted on { $day }.
mailed-nothing = No mail, or a wrong address?
mailed-nothing-what = A mail can take a few minutes, and some are sorted into the spam folder. You can correct what you entered and send it again; no more than a few mails go to one address.

# Behind the mailed link: a summary and one button.

confirm-window = Confirm: { $title }
confirm-busy = Very many people are confirming at this moment. Nothing is lost: please press the button again in a minute.
confirm-heading = Confirm your signature
confirm-name = Name
confirm-public = Shown in public
confirm-public-nothing = Nothing of you: you are counted and not shown.
confirm-private = Not shown in public
confirm-email-private = the address this mail went to
confirm-class = I sign
confirm-organisation = for an organisation
confirm-consents = I agree to
confirm-listing = How I appear in public
confirm-text = The text you sign
confirm-newer = Since you filled in the form, a newer text was published, no. { $number }. With this button you sign no. { $signed }.
confirm-button = Confirm my signature
confirm-deleted = If you do nothing, everything is deleted on { $day }.

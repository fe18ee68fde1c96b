# Behind the mailed link: a summary and one button.

confirm-window = Confirm: { $title }
confirm-busy = Very many people are confirming at this moment. Nothing is lost: please press the button again in a minute.
confirm-heading = Confirm your signature
confirm-name = Name
confirm-class = I sign
confirm-organisation = for an organisation
confirm-consents = I agree to
confirm-listing = How I appear in public
confirm-button = Confirm my signature
confirm-deleted = If you do nothing, everything is deleted on { $day }.

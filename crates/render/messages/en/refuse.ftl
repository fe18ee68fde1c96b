# "This was not me."

refuse-window = This was not me: { $title }
refuse-heading = Somebody entered your address
refuse-what = Somebody wanted to sign this declaration with your e-mail address. Without your confirmation that signature does not count. You can have what was entered deleted now.
refuse-what-infomail = Somebody wanted to subscribe to this Infomail with your e-mail address. Without your confirmation nothing is sent. You can have what was entered deleted now.
refuse-otherwise = If you do nothing, it is deleted on { $day }.
refuse-never = And never write to this address again
refuse-never-how = Your address is kept for this only as a scrambled mark that we cannot read back (a keyed hash: pseudonymous, not anonymous).
refuse-button = Delete it
refuse-done-window = Deleted
refuse-done = Deleted
refuse-done-what = What was entered with your address is deleted. It did not count at any time.
refuse-done-what-infomail = What was entered with your address is deleted. No subscription came of it.
refuse-done-never = This site will not write to your address again.

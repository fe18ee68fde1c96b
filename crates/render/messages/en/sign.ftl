# The sign form. The consents are kept word for word for each signer: change them with care.

sign-window = Sign: { $title }
sign-again = Sign this declaration
sign-trouble = Not sent yet
sign-trouble-stale = The form had been open for a long time, or came too fast. Everything you entered is still here: please send it once more.
sign-trouble-revised = The text was changed while the form was open. Everything you entered is still here: please read the text as it is now, and send the form again if you want to sign it.
sign-trouble-unavailable = Nothing could be saved just now. Everything you entered is still here: please send it again in a few minutes.
sign-mistakes =
    { $count ->
        [one] One thing needs your attention
       *[other] { $count } things need your attention
    }
# A field that people never see; programs that fill in everything give themselves away by it.
sign-trap = Leave this field empty

sign-class = I sign
sign-class-person = as a person
sign-class-organisation = for an organisation
sign-name = Full name
sign-name-hint = For an organisation, its full name.
sign-email = E-mail address
sign-email-hint = You receive one mail to confirm your signature. After that your address is deleted, unless you ask below to hear from us.
sign-email-hint-forgotten = You receive one mail to confirm your signature. After that your address is deleted.
sign-contact = Contact person
sign-contact-hint = Who answers for the organisation. Never shown.
sign-place = Town or country
sign-descriptor = Role, profession or affiliation
sign-descriptor-hint = For example: nurse, Leeds; or: works council, harbour
sign-optional = optional
sign-organisation-only = for organisations
sign-authority = I may sign in the name of this organisation.
sign-organisation-shown = An organisation is always shown by its name; its contact person and address are not.
sign-listing = How I appear in public
sign-risk = Signing shows a political opinion. What is public can be read by anybody: employers, authorities, opponents, in any country and for many years. If that could harm you or people close to you, let yourself be counted only. Your signature counts just the same, and you can change this later.
sign-listing-counted = Count me, and do not show me.
sign-listing-initials = Show my initials and my place in public.
sign-listing-named = Show my name, role, place and comment in public.
sign-comment = Comment
sign-comment-hint = Up to 1,000 characters. Shown only together with a name.
sign-consents = What I agree to
sign-needed = needed to sign
sign-consent-count = I sign this declaration. I know that my signature shows a political opinion, and I agree that { $controller } uses what I have entered here to confirm my signature and to count it.
sign-consent-handover = I agree that { $controller } includes my name, role and place when the declaration is handed over.
sign-consent-handover-to = I agree that { $controller } includes my name, role and place when the declaration is handed over to { $addressees }.
sign-consent-infomail = I want to receive the Infomail of { $controller } by e-mail and can unsubscribe at any time.
sign-consent-infomail-signed = { $controller } may note beside my Infomail subscription that I signed this declaration, so that I also get issues meant for those who signed it.
sign-consent-contact = I agree that { $controller } may write to me about this declaration.
sign-button = Sign
sign-then = You then receive one mail. Your signature counts once you have confirmed it.

sign-privacy = Who answers for your data
sign-privacy-kept =
    { $days ->
        [one] What you enter is deleted after { $days } day if you do not confirm it.
       *[other] What you enter is deleted after { $days } days if you do not confirm it.
    } { $months ->
        [one] Names are taken down at the latest { $months } month after signing closes.
       *[other] Names are taken down at the latest { $months } months after signing closes.
    }
sign-privacy-rights = Every consent is given freely. You can withdraw it at any time with the link in your mail; what was done until then remains lawful. You have the right to see, correct and delete your data and to receive a copy.
sign-controller = Controller
sign-complaints = Complaints to
sign-purpose-count = Signing and counting
sign-purpose-publish = Showing names
sign-purpose-handover = Handing over
sign-purpose-infomail = Infomail
sign-purpose-infomail-signed = Infomail for those who signed
sign-purpose-contact = Contact

# Said in the summary above the form and again at the field.
sign-problem-missing =
    { $field ->
        [name] Enter your full name.
        [email] Enter your e-mail address.
        [contact] Enter who answers for the organisation.
       *[other] Fill in this field.
    }
sign-problem-too-long =
    { $field ->
        [name] The name has { $length } characters; { $limit } are possible.
        [email] The e-mail address has { $length } characters; { $limit } are possible.
        [contact] The contact person’s name has { $length } characters; { $limit } are possible.
        [place] The place has { $length } characters; { $limit } are possible.
        [descriptor] The role has { $length } characters; { $limit } are possible.
        [comment] The comment has { $length } characters; { $limit } are possible.
       *[other] This has { $length } characters; { $limit } are possible.
    }
sign-problem-character =
    { $field ->
        [name] Character { $position } of the name ({ $code }) cannot be shown. Please type the name instead of pasting it.
        [email] Character { $position } of the e-mail address ({ $code }) cannot stand in an address.
        [comment] Character { $position } of the comment ({ $code }) cannot be shown. Please remove it.
       *[other] Character { $position } of this field ({ $code }) cannot be shown. Please type the words instead of pasting them.
    }
sign-problem-marks =
    { $field ->
        [name] The name has too many marks on one letter.
        [comment] The comment has too many marks on one letter.
       *[other] There are too many marks on one letter.
    }
sign-problem-link =
    { $field ->
        [name] A name cannot hold a web address.
        [place] A place cannot hold a web address.
        [descriptor] A role cannot hold a web address.
        [comment] A comment cannot hold a web address.
       *[other] There can be no web address here.
    }
sign-problem-address = Enter an e-mail address in the form name@example.org.
sign-problem-unreachable = The mail server of this site cannot write to addresses with such letters before the @. Enter another address.
sign-problem-not-chosen =
    { $field ->
        [class] Choose whether you sign as a person or for an organisation.
        [authority] Confirm that you may sign in the name of the organisation.
        [listing] Choose how you appear in public.
        [consent-count] Agree to signing and being counted: a signature is not possible without it.
       *[other] Make a choice.
    }

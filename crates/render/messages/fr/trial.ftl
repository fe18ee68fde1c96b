# The mail that an operator sends to see whether mails arrive.

trial-subject = Un essai de { $site }
trial-arrived = Ce message est parti de { $site } et vous est parvenu : les messages arrivent.
trial-look = Son en-tête Authentication-Results dit ce que votre fournisseur en a pensé : spf, dkim et dmarc devraient chacun indiquer pass.

# The mail that an operator sends to see whether mails arrive.

trial-subject = Eine Probe von { $site }
trial-arrived = Diese Mail ist von { $site } abgegangen und angekommen: Mails erreichen ihr Ziel.
trial-look = Was Ihr Anbieter davon hält, steht in ihrer Kopfzeile Authentication-Results: Bei spf, dkim und dmarc sollte jeweils pass stehen.

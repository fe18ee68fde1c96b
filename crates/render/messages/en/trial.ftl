# The mail that an operator sends to see whether mails arrive.

trial-subject = A test from { $site }
trial-arrived = This mail left { $site } and reached you, so mails arrive.
trial-look = Its header Authentication-Results says what your provider made of it: spf, dkim and dmarc should each say pass.

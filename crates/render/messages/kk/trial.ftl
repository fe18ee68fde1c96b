# The mail that an operator sends to see whether mails arrive.

trial-subject = { $site } сайтының сынағы
trial-arrived = Бұл хат { $site } сайтынан шығып, сізге жетті: хаттар жетіп тұр.
trial-look = Провайдеріңіздің бағасы Authentication-Results тақырыбында жазылған: spf, dkim және dmarc жанында pass тұруы керек.

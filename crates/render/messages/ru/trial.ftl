# The mail that an operator sends to see whether mails arrive.

trial-subject = Проба с сайта { $site }
trial-arrived = Это письмо ушло с сайта { $site } и дошло: письма доходят.
trial-look = В его заголовке Authentication-Results сказано, как его оценил ваш провайдер: у spf, dkim и dmarc должно стоять pass.

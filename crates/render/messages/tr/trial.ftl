# The mail that an operator sends to see whether mails arrive.

trial-subject = { $site } sitesinden bir deneme
trial-arrived = Bu e-posta { $site } sitesinden çıktı ve size ulaştı: e-postalar ulaşıyor.
trial-look = Sağlayıcınızın ne düşündüğü Authentication-Results başlığında yazar: spf, dkim ve dmarc için pass yazmalıdır.

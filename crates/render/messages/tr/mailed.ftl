# After the form: look into your mail.

mailed-window = E-postanıza bakın: { $title }
mailed-heading = Bir adım kaldı: e-postanıza bakın
mailed-sent = { $address } adresine yazdık.
mailed-what = E-postada bir bağlantı ve bir kod var. İkisinden biri, { $days } gün boyunca imzanızı onaylar.
mailed-code = E-postadaki kod
mailed-code-hint = Sekiz karakter; büyük ya da küçük harfle, tireli ya da tiresiz.
mailed-code-button = Onayla
mailed-code-wrong =
    { $left ->
        [one] E-postadaki kod bu değil. Bir kez daha deneyebilirsiniz; bağlantı her durumda çalışır.
       *[other] E-postadaki kod bu değil. { $left } kez daha deneyebilirsiniz; bağlantı her durumda çalışır.
    }
mailed-code-used-up = Kod çok fazla kez yanlış girildi ve artık geçerli değil. E-postadaki bağlantı geçerli.
mailed-code-busy = Şu anda çok sayıda kişi onaylıyor. Lütfen kodu bir dakika sonra yeniden girin.
mailed-code-newer = Bu arada daha yeni bir metin yayımlandı. Hiçbir şey imzalanmadı: neyi imzaladığınızı aşağıda okuyun ve kabul ediyorsanız kodu yeniden girin.
mailed-deleted = Onaylamazsanız girdiğiniz her şey { $day } tarihinde silinir.
mailed-nothing = E-posta gelmedi mi, yoksa adres mi yanlış?
mailed-nothing-what = Bir e-postanın gelmesi birkaç dakika sürebilir ve bazıları istenmeyen klasörüne düşer. Girdiklerinizi düzeltip yeniden gönderebilirsiniz; bir adrese yalnızca birkaç e-posta gider.

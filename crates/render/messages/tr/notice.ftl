# What happened, and what to do next.

notice-home = Bütün bildiriler
notice-link-expired = Bu bağlantı çok eski
notice-link-expired-next = Girilenler silindi ve hiçbir şey sayılmadı. İmzalamak istiyorsanız lütfen formu yeniden doldurun.
notice-link-used = Bu bağlantı görevini tamamladı
notice-link-used-next = İmzanız bu bağlantıyla onaylandı. İmzayı değiştirmek ya da geri çekmek için aynı e-postadaki diğer bağlantıyı kullanın.
notice-link-unknown = Bu bağlantı çalışmıyor
notice-link-unknown-next = Belki bir bölümü kesilmiştir: lütfen e-postadaki satırın tamamını kopyalayın. Girdikleriniz birkaç günden eskiyse silinmiştir ve formu yeniden doldurabilirsiniz.
notice-already-signed = Zaten imzaladınız
notice-already-signed-next = Bu e-posta adresi daha önce başka bir e-postayla bir imzayı onayladı. İmza bir kez sayılır ve hiçbir şey değişmedi. Değiştirmek ya da geri çekmek için o diğer e-postadaki bağlantıyı kullanın.
notice-already-withdrawn = Bu imza geri çekildi
notice-already-withdrawn-next = Artık sayılmıyor ve girilenler silindi. İstediğiniz zaman yeniden imzalayabilirsiniz.
notice-struck = Bu imza çıkarıldı
notice-struck-next = Bildiriyi başlatanlar, açık kayıt defterinde yazılı bir gerekçeyle bu imzanın üstünü çizdi: iki kez yer alıyordu, adı geçen kişiye ait değildi, bir denetimden geçmedi, yasal bir karar vardı ya da bir hataydı. Artık sayılmıyor ve girilenler silindi. Bu yanlışsa lütfen { $contact } adresine yazın.
notice-closed = Bu bildiri kapandı
notice-closed-next = Okunabilir, ancak artık imzalanamaz.
notice-ended = İmza toplama sona erdi
notice-ended-next = Bu bildiri, imzanız onaylanmadan önce kapandı; bu yüzden imzanız sayılmadı. Bir şey yapmanız gerekmez: girdikleriniz kendiliğinden silinir. Bildiri ve imzaları okunmaya devam edilebilir.
notice-elsewhere = Bu bildiri burada imzalanmıyor
notice-elsewhere-next = Bu site bildiriyi yalnızca taşıyor. Girilenlerin hiçbiri saklanmadı: lütfen asıl sitede imzalayın.
notice-not-found = Bu adreste bir şey yok
notice-not-found-next = Belki bir harf eksik ya da fazladır.
notice-wrong-method = Bu adres yalnızca başka isteklere yanıt verir
notice-wrong-method-next = Hiçbir şey değiştirilmedi. Lütfen geri dönün ve sayfadaki düğmeyi kullanın.
notice-malformed = İstek anlaşılamadı
notice-malformed-next = Hiçbir şey değiştirilmedi. Lütfen geri dönün ve yeniden deneyin.
notice-unknown-filter = Liste bu biçimde gösterilemez
notice-unknown-filter-next =
    { $field ->
        [class] Adres, var olmayan bir imzacı türü istiyor. Lütfen listeyi bildirinin sayfasından yeniden açın.
        [language] Adres, var olmayan bir dil istiyor. Lütfen listeyi bildirinin sayfasından yeniden açın.
        [order] Adres, var olmayan bir sıralama istiyor. Lütfen listeyi bildirinin sayfasından yeniden açın.
        [after] Adres, listede var olmayan bir yeri gösteriyor. Lütfen listeyi bildirinin sayfasından yeniden açın.
       *[other] Adres, listenin bilmediği bir şey istiyor. Lütfen listeyi bildirinin sayfasından yeniden açın.
    }
notice-foreign = Bu istek başka bir siteden geldi
notice-foreign-next = Hiçbir şey değiştirilmedi. Güvenliğiniz için lütfen bu sitedeki formu kullanın.
notice-too-large = Bu çok fazlaydı
notice-too-large-next = Alınabilecek olandan fazlası gönderildi. Hiçbir şey kaydedilmedi: lütfen geri dönün ve kısaltın.
notice-wrong-type = Form, anlaşılmayan bir biçimde gönderildi
notice-wrong-type-next = Hiçbir şey değiştirilmedi. Lütfen geri dönün ve sayfadaki formu kullanın.
notice-busy = Şu anda burada çok sayıda kişi var
notice-busy-next = Hiçbir şey değiştirilmedi. Lütfen bir dakika sonra yeniden deneyin.
notice-too-many = Çok fazla istek
notice-too-many-next = Hiçbir şey değiştirilmedi. Lütfen yeniden denemeden önce birkaç dakika bekleyin.
notice-broken = Bizim tarafımızda bir şey bozuldu
notice-broken-next = Olay { $reference } numarasıyla kaydedildi. Lütfen birkaç dakika sonra yeniden deneyin; yinelenirse bu numarayı siteyi işletenlere bildirin.

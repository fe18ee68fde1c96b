# The sign form. The consents are kept word for word for each signer: change them with care.

sign-window = İmzala: { $title }
sign-again = Bu bildiriyi imzala
sign-trouble = Henüz gönderilmedi
sign-trouble-stale = Form uzun süre açık kaldı ya da çok hızlı geldi. Girdiğiniz her şey hâlâ burada: lütfen bir kez daha gönderin.
sign-trouble-revised = Form açıkken metin değiştirildi. Girdiğiniz her şey hâlâ burada: lütfen metni şimdiki hâliyle okuyun ve imzalamak istiyorsanız formu yeniden gönderin.
sign-trouble-unavailable = Şu anda hiçbir şey kaydedilemedi. Girdiğiniz her şey hâlâ burada: lütfen birkaç dakika sonra yeniden gönderin.
sign-mistakes =
    { $count ->
        [one] Bir nokta dikkatinizi gerektiriyor
       *[other] { $count } nokta dikkatinizi gerektiriyor
    }
# A field that people never see; programs that fill in everything give themselves away by it.
sign-trap = Bu alanı boş bırakın

sign-class = İmzalıyorum:
sign-class-person = kişi olarak
sign-class-organisation = bir kuruluş adına
sign-name = Ad ve soyad
sign-name-hint = Kuruluşlar için tam adı.
sign-email = E-posta adresi
sign-email-hint = İmzanızı onaylamanız için tek bir e-posta alırsınız. Aşağıda bizden haber almayı istemediğiniz sürece adresiniz bundan sonra silinir.
sign-email-hint-forgotten = İmzanızı onaylamanız için tek bir e-posta alırsınız. Adresiniz bundan sonra silinir.
sign-contact = İlgili kişi
sign-contact-hint = Kuruluş adına sorumlu olan. Hiçbir zaman gösterilmez.
sign-place = Şehir ya da ülke
sign-descriptor = Görev, meslek ya da bağlı olunan kurum
sign-descriptor-hint = Örneğin: hemşire, Bursa; ya da: işyeri temsilciliği, liman
sign-optional = isteğe bağlı
sign-organisation-only = kuruluşlar için
sign-authority = Bu kuruluş adına imzalamaya yetkiliyim.
sign-organisation-shown = Bir kuruluş her zaman adıyla gösterilir; ilgili kişisi ve adresi gösterilmez.
sign-listing = Herkese nasıl görünürüm
sign-risk = İmza atmak siyasi bir görüşü gösterir. Herkese açık olanı herkes okuyabilir: işverenler, makamlar, karşıtlar; her ülkede ve uzun yıllar boyunca. Bu size ya da yakınlarınıza zarar verebilecekse, yalnızca sayılmayı seçin. İmzanız aynı şekilde sayılır ve bunu sonradan değiştirebilirsiniz.
sign-listing-counted = Beni say ve gösterme.
sign-listing-initials = Adımın baş harflerini ve yerimi herkese göster.
sign-listing-named = Adımı, görevimi, yerimi ve yorumumu herkese göster.
sign-comment = Yorum
sign-comment-hint = En çok 1.000 karakter. Yalnızca bir adla birlikte gösterilir.
sign-consents = Rıza gösterdiklerim
sign-needed = imzalamak için gerekli
sign-consent-count = Bu bildiriyi imzalıyorum. İmzamın siyasi bir görüşü gösterdiğini biliyorum ve burada girdiklerimin { $controller } tarafından imzamı onaylamak ve saymak için kullanılmasına rıza gösteriyorum.
sign-consent-handover = Bildiri teslim edilirken adımın, görevimin ve yerimin { $controller } tarafından eklenmesine rıza gösteriyorum.
sign-consent-handover-to = Bildiri şu muhataplara teslim edilirken adımın, görevimin ve yerimin { $controller } tarafından eklenmesine rıza gösteriyorum: { $addressees }.
sign-consent-infomail = { $controller } tarafından gönderilen Infomail bültenini e-postayla almak istiyorum ve aboneliğimi her zaman sonlandırabilirim.
sign-consent-infomail-signed = Infomail aboneliğimin yanına bu bildiriyi imzaladığım { $controller } tarafından not edilebilir; böylece imzalayanlara yönelik sayıları da alırım.
sign-consent-contact = { $controller } tarafından bana bu bildiri hakkında yazılmasına rıza gösteriyorum.
sign-button = İmzala
sign-then = Ardından tek bir e-posta alırsınız. İmzanız, onayladığınız anda sayılır.

sign-privacy = Verilerinizden kim sorumlu
sign-privacy-kept = Onaylamazsanız girdikleriniz { $days } gün sonra silinir. Adlar, imza toplamanın bitiminden en geç { $months } ay sonra kaldırılır.
sign-privacy-rights = Her rıza özgürce verilir. Rızanızı e-postanızdaki bağlantıyla her zaman geri alabilirsiniz; o zamana kadar yapılanlar hukuka uygun kalır. Verilerinizi görme, düzeltme, silme ve bir kopyasını alma hakkınız vardır.
sign-controller = Veri sorumlusu
sign-complaints = Şikâyet makamı
sign-purpose-count = İmzalama ve sayma
sign-purpose-publish = Adların gösterilmesi
sign-purpose-handover = Teslim
sign-purpose-infomail = Infomail
sign-purpose-infomail-signed = İmzalayanlara yönelik Infomail
sign-purpose-contact = İletişim

# Said in the summary above the form and again at the field.
sign-problem-missing =
    { $field ->
        [name] Adınızı ve soyadınızı girin.
        [email] E-posta adresinizi girin.
        [contact] Kuruluş adına kimin sorumlu olduğunu girin.
       *[other] Bu alanı doldurun.
    }
sign-problem-too-long =
    { $field ->
        [name] Ad { $length } karakter; en çok { $limit } olabilir.
        [email] E-posta adresi { $length } karakter; en çok { $limit } olabilir.
        [contact] İlgili kişinin adı { $length } karakter; en çok { $limit } olabilir.
        [place] Yer { $length } karakter; en çok { $limit } olabilir.
        [descriptor] Görev { $length } karakter; en çok { $limit } olabilir.
        [comment] Yorum { $length } karakter; en çok { $limit } olabilir.
       *[other] Bu alan { $length } karakter; en çok { $limit } olabilir.
    }
sign-problem-character =
    { $field ->
        [name] Adın { $position }. karakteri ({ $code }) gösterilemiyor. Lütfen adı yapıştırmak yerine yazın.
        [email] E-posta adresinin { $position }. karakteri ({ $code }) bir adreste yer alamaz.
        [comment] Yorumun { $position }. karakteri ({ $code }) gösterilemiyor. Lütfen kaldırın.
       *[other] Bu alanın { $position }. karakteri ({ $code }) gösterilemiyor. Lütfen sözcükleri yapıştırmak yerine yazın.
    }
sign-problem-marks =
    { $field ->
        [name] Adda bir harfin üzerinde çok fazla işaret var.
        [comment] Yorumda bir harfin üzerinde çok fazla işaret var.
       *[other] Bir harfin üzerinde çok fazla işaret var.
    }
sign-problem-link =
    { $field ->
        [name] Bir ad web adresi içeremez.
        [place] Bir yer web adresi içeremez.
        [descriptor] Bir görev web adresi içeremez.
        [comment] Bir yorum web adresi içeremez.
       *[other] Burada web adresi olamaz.
    }
sign-problem-address = ad@example.org biçiminde bir e-posta adresi girin.
sign-problem-unreachable = Bu sitenin posta sunucusu, @ işaretinden önce böyle harfler bulunan adreslere yazamıyor. Başka bir adres girin.
sign-problem-not-chosen =
    { $field ->
        [class] Kişi olarak mı, yoksa bir kuruluş adına mı imzaladığınızı seçin.
        [authority] Kuruluş adına imzalamaya yetkili olduğunuzu onaylayın.
        [listing] Herkese nasıl görüneceğinizi seçin.
        [consent-count] İmzalamaya ve sayılmaya rıza gösterin: onsuz imza atılamaz.
       *[other] Bir seçim yapın.
    }

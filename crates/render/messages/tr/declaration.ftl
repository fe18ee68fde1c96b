# A declaration: its text, figures, signatures and form.

declaration-window = { $title }
# Shown when the interface is not available in the language of the text.
declaration-interface = Metnin dili: { $language }. Çevresindeki her şey Türkçedir.
declaration-addressees = Muhatap
declaration-initiators = Başlatan
declaration-supporters = Destekleyen
declaration-first = İlk yayımlanışı
declaration-translation = Çeviri
# A link to the original.
declaration-original = Özgün metnin dili: { $language }.
declaration-translator = Çeviren: { $name }
declaration-behind = Özgün metin o günden beri değişti; bu çeviri henüz güncellenmedi.
# Follows a large number: the word alone.
declaration-count = imza
declaration-sign = İmzala

declaration-figures = Sayılar ve kaynakları
declaration-claimed = Sayan
declaration-source-missing = kaynak eksik
declaration-as-of = Tarih itibarıyla
declaration-as-of-unknown = belirtilmemiş
declaration-status = Kesinlik
declaration-verbatim = Kendi sözleriyle
declaration-source = Kaynak
declaration-note = Not
declaration-measure-killed = öldürülen
declaration-measure-injured = yaralanan
declaration-measure-detained = gözaltına alınan
declaration-measure-missing = kayıp
declaration-measure-executed = idam edilen
declaration-measure-sentenced = ölüm cezasına çarptırılan
declaration-measure-displaced = yerinden edilen
declaration-status-confirmed = doğrulandı
declaration-status-partly-confirmed = kısmen doğrulandı
declaration-status-reported = bildirildi, doğrulanmadı
declaration-status-under-investigation = araştırılıyor
declaration-status-estimated = tahmin
declaration-status-projected = öngörü
declaration-status-contested = tartışmalı
declaration-status-retracted = geri alındı

declaration-signatures = İmzalar
declaration-split = { $persons } kişi ve { $organisations } kuruluş imzaladı.
declaration-shown = Bunlardan { $shown } tanesi listede görülebilir; { $hidden } tanesi sayılır ve gösterilmez.
declaration-none = Henüz kimse imzalamadı.
declaration-newest = Listedeki en yeniler
declaration-all = Gösterilen bütün imzacılar

declaration-sign-heading = Bu bildiriyi imzala
declaration-what-is-signed = Tam olarak yukarıdaki metni imzalıyorsunuz. Dili: { $language }.
declaration-closes = { $day } tarihine kadar imzalanabilir.
declaration-closed-on = Bu bildiri { $day } tarihine kadar imzalanabiliyordu.
declaration-closed = Bu bildiri artık imzalanamaz.
# Follows one of the two before.
declaration-closed-final = İmza toplama kesin olarak sona erdi: artık kimse eklenemez. İmzalamış olanlar imzalarını yine de geri çekebilir.

declaration-wording = Tam olarak bu metin
declaration-wording-why = Her imza, son karakterine kadar tek bir metne aittir. Aşağıdaki parmak izi bu metinden hesaplanır; elinde kopyası olan herkes, aynı metin olup olmadığını anlayabilir.
declaration-revision = Sürüm
declaration-revision-of = No. { $number }, dil: { $language }
declaration-digest = Parmak izi (SHA-256)
declaration-address = Bu sayfanın adresi
declaration-permalink = Tam olarak bu metnin adresi
declaration-log = İmzalar nasıl denetlenebilir

# Figures: one question, everybody's answers, and how they are chosen.

# The page of one question and everybody's answers.
series-window = Sayı: { $title }
# Before a link to the declaration.
series-of = Şu bildiriden:
series-used = Bildiride kullanılan
series-why = Neden bu
# Instead of "the declaration uses", where its text does not.
series-chosen = Seçilmiş, ama bu metinde kullanılmamış
# Before a day.
series-begun = Herkese açık kayıt defterinde şu tarihten beri
series-sources-label = Kaynaklar
series-sources = Birbirinden bağımsız kaynak sayısı: { $count }.
series-sources-named = Sayıyı veren kaynak sayısı: { $count }.

series-current = Ne söyleniyor
series-current-hint = Kim söylerse söylesin, en düşükten en yükseğe. Hiçbir şey toplanmaz, ortalaması alınmaz.
series-nothing = Şu anda geçerli bir sayı yok.
series-apart = Ayrı gösterilenler
series-apart-hint = Araştırılan olaylar ve öngörüler. Sayılanlara hiçbir zaman eklenmez.
series-time = Zaman içinde
# What a screen reader says instead of the picture.
series-chart = Sayımların grafiği: { $from } – { $until }. Aşağıdaki tablo aynısını söyler.
series-marks = İşaretlerin anlamı:
series-undated = Günü belirtilmemiş { $count } sayı çizilmedi.
series-table = Tablo olarak
series-number = Sayı
series-history = Yerine yenisi gelenler ve geri alınanlar
series-history-hint = Önce söylenenler okunabilir kalır.
series-data = Veri olarak
series-settings = Soru, seçim ve gerekçenin parmak izi

# Who counted, and who passed it on.
series-chain = { $claimant }; bildiren: { $reporters }
series-about = { $day } dolayları
# How old a count is.
series-age-days = { $count } gün önce
series-age-months = { $count } ay önce
series-age-years = { $count } yıl önce
series-retracted = { $day } tarihinde geri alındı; buna dayanmayın:
# Before a later count that does not change the signed text.
series-since = Sonradan öğrenilen:
series-more = Bütün sayılar, geçmişleri ve verileri
series-kind = Kaynağın türü
series-counting = Sayılan dönem
series-counting-since = { $start } tarihinden bu yana hepsi
series-counting-period = { $start } – { $end }
series-place = Yer
series-place-near = yakını: { $place }
series-place-within = şurada bir yerde: { $place }
series-actor = Kaynağa göre sorumlu
series-confidence = Ne kadar eminiz
series-confidence-high = çok
series-confidence-medium = oldukça
series-confidence-low = az
series-parts-disjoint = Şunlardan oluşur
series-parts-overlapping = Aralarında, bazıları birden çok kez
series-parts-partial = Aralarında
series-method = Nasıl sayılıyor
series-published = Yayımlandı
series-retrieved = Okundu
series-archive = Arşivdeki kopya
series-snapshot = Sakladığımız kopyanın parmak izi
series-break = Buradan sonra başka türlü sayılıyor
series-replaces = Şunun yerine
series-replaced = Yerine gelen
series-record = Kayıt
series-record-here = herkese açık kayıt defterindeki haliyle

series-kind-own-documentation = kendi belgelemesi
series-kind-ngo = sivil toplum kuruluşu
series-kind-un-body = Birleşmiş Milletler organı
series-kind-state-authority = devlet makamı
series-kind-hospital-or-morgue = hastane ya da morg
series-kind-court = mahkeme
series-kind-media = basın ya da yayın
series-kind-social-media = sosyal medya
series-kind-leaked-document = sızdırılmış belge
series-kind-witness = görgü tanığı
series-unit-persons = kişi
series-unit-families = aile
series-unit-incidents = olay
series-unit-places = yer

series-method-link = Sayılar nasıl seçiliyor ve denetleniyor
series-method-window = Sayılar nasıl seçiliyor: { $title }
series-method-unsigned = Bu sayfa imzalanan metnin parçası değildir ve değişebilir.
series-method-whose = Sorular ve kimin sayımının kullanıldığı

series-feed-counted = Sayan: { $claimant }, { $day } itibarıyla.
series-feed-undated = Sayan: { $claimant }.

# The public list.

signatories-window = İmzacılar: { $title }
signatories-heading = İmzacılar
signatories-search = Listede ara
signatories-prefix = Adın başlangıcı
signatories-class = Kim
signatories-class-all = herkes
signatories-class-persons = kişiler
signatories-class-organisations = kuruluşlar
signatories-language = İmzalanan dil
signatories-language-all = hepsi
signatories-order = Sıralama
signatories-order-newest = önce en yeniler
signatories-order-name = ada göre
signatories-apply = Göster
signatories-clear = Hepsini göster
signatories-none = Henüz kimse gösterilmiyor.
signatories-none-found = Listede uyan kimse yok.
signatories-organisation = kuruluş
signatories-pages = Listenin sayfaları
signatories-after = Sonraki sayfa
signatories-hidden = Yalnızca sayılmayı seçenler hiçbir listede yer almaz ve aranarak bulunamaz.

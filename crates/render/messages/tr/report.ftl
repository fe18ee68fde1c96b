# Reports: accounts of events that support a declaration and may quote others.

report-heading = Raporlar
report-window = Rapor: { $title }
# In front of the title of a declaration.
report-of = Desteklediği bildiri:
report-kind-report = rapor
report-kind-eyewitness = görgü tanığı anlatımı
report-kind-chronology = olayların kronolojisi
report-kind-update = bildiriyle ilgili haber
report-supports = Desteklediği talepler
# Above reports, on the page of a demand.
report-supporting = Bu talebi destekleyen raporlar

# What the mark (…) in a quotation means.
report-omitted = burada bir bölüm çıkarıldı
report-omissions = { $count } bölüm çıkarıldı, her biri (…) ile gösterildi
# Below a quotation. The language is named in that language.
report-translated-from = çeviri; özgün dili: { $language }
report-translated-by = çeviren: { $name }; özgün dili: { $language }

report-exact = Tam olarak bu rapor
report-exact-why = Raporları kimse imzalamaz, bu yüzden kayıt defterinde yer almaz. Bir kopyanın aynı şeyi söyleyip söylemediği parmak izinden anlaşılır.
report-added = Burada yayımlandığı tarih
report-changed = Son değişiklik tarihi
report-record = Parmak izinin hesaplandığı metin

report-feed = Haberler ve raporlar, akış olarak (Atom)
# The title of the feed.
report-feed-title = Haberler: { $title }
# The lines of an entry of the feed.
report-feed-line = { $kind }, tarih: { $date }
report-feed-quotes = Alıntılanan: { $speakers }
report-feed-supports = Desteklediği talep: { $demand }

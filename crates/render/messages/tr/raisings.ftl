# Where the demands of a declaration were raised, and what came of them.

raisings-heading = Taleplerin akıbeti
raisings-window = Talep: { $title }
raisings-demand-of = Bu talebin yer aldığı bildiri:
# Above a demand that the newest text no longer makes.
raisings-earlier = Şimdi imzalanan metin bu talebi artık içermiyor. Talep daha önceki bir metinde yer alıyor.
raisings-standing = Durumu
raisings-since = { $day } tarihinden beri
# What was learnt last of a demand.
raisings-last = Son haber
raisings-text = Yer aldığı metin
raisings-address = Bu sayfanın adresi
raisings-where = Nerede dile getirildi
raisings-nowhere = Şimdiye kadar bir yerde dile getirildiği burada bilinmiyor.
raisings-on = Dile getirildiği tarih
raisings-by = Dile getiren
raisings-document = Belge
raisings-record = Kaydı
raisings-entry = açık kayıt defterinin { $leaf } numaralı satırı
raisings-answered = { $day } tarihli yanıt:
raisings-retracted = Geri alındı; buna dayanmayın:
raisings-retracted-short = geri alındı
raisings-vouched = Bildiriyi başlatanlar tarafından girildi. Sonraki bir değişiklik kayıt defterine eklenir ve orada yazılı olanın yerini alamaz.
raisings-feed = Taleplerle ilgili haberler, akış olarak (Atom)
# The title of the feed.
raisings-feed-title = Taleplerin akıbeti: { $title }
# The title of one entry of the feed.
raisings-feed-entry = { $venue }: dile getirildi, { $day }
# One line of an entry of the feed.
raisings-feed-line = { $demand } – { $status }
raisings-feed-answer = { $day } tarihli yanıt: { $answer }
raisings-feed-retracted = Geri alındı; buna dayanmayın: { $why }

# Where a demand stands after everything that was done about it.
raisings-state-open = açık
raisings-state-acknowledged = dikkate alındı
raisings-state-partly-met = kısmen karşılandı
raisings-state-met = karşılandı
raisings-state-refused = reddedildi
raisings-state-overtaken = gelişmeler sonucu geçersizleşti

# What one raising says of it.
raisings-status-raised = dile getirildi, henüz yanıt yok
raisings-status-answered = yanıtlandı, karar verilmedi
raisings-status-accepted = kabul edildi
raisings-status-partly = kısmen karşılandı
raisings-status-met = karşılandı
raisings-status-refused = reddedildi
raisings-status-no-answer = yanıtsız kaldı
raisings-status-overtaken = gelişmeler sonucu geçersizleşti

raisings-kind-union = sendika
raisings-kind-parliament = parlamento ya da meclis
raisings-kind-government = hükûmet ya da resmî makam
raisings-kind-company = şirket
raisings-kind-organisation = kuruluş
raisings-kind-court = mahkeme
raisings-kind-media = basın ya da yayın kuruluşu

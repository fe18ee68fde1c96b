# A signer changes the listing or withdraws.

manage-window = İmzanız: { $title }
manage-heading = İmzanız
manage-changed = Seçiminiz kaydedildi. Liste bunu şimdiden gösteriyor.
manage-busy = Şu anda hiçbir şey kaydedilemedi. Lütfen bir dakika sonra yeniden deneyin.
manage-name = Ad
manage-signed-on = İmza tarihi
manage-listed = Herkese görünen
manage-listed-counted = Sayılırsınız ve gösterilmezsiniz.
manage-listed-initials = Adınızın baş harfleriyle gösterilirsiniz.
manage-listed-named = Adınızla gösterilirsiniz.
manage-change = Nasıl göründüğümü değiştir
manage-change-button = Kaydet
manage-withdraw = İmzamı geri çek
manage-withdraw-what = Nedenini söylemeniz gerekmez.
manage-withdraw-ask = İmzamı geri çek…
manage-withdraw-window = Geri çek: { $title }
manage-withdraw-sure = İmzanız geri çekilsin mi?
manage-withdraw-effect = { $name } adıyla atılan imza hemen listeden ve sayımdan çıkar, girdikleriniz de silinir.
manage-withdraw-effect-yours = İmzanız hemen listeden ve sayımdan çıkar, girdikleriniz de silinir.
manage-withdraw-log = Açık kayıt defterinde satır kalır, ardından onu geri alan bir satır gelir. İkisinde de adınız yoktur ve makbuzunuz olmadan kimse bunların kime ait olduğunu söyleyemez.
manage-withdraw-button = Evet, geri çek
manage-withdraw-keep = Hayır, kalsın
manage-withdrawn-window = Geri çekildi: { $title }
manage-withdrawn = İmzanız geri çekildi
manage-withdrawn-what = Artık sayılmıyor ve gösterilmiyor. Girdikleriniz silindi.
manage-withdrawn-again = Fikrinizi değiştirirseniz yeniden imzalayabilirsiniz.

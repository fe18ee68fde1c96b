# Behind the mailed link: a summary and one button.

confirm-window = Onayla: { $title }
confirm-busy = Şu anda çok sayıda kişi onaylıyor. Hiçbir şey kaybolmadı: lütfen bir dakika sonra düğmeye yeniden basın.
confirm-heading = İmzanızı onaylayın
confirm-name = Ad
confirm-public = Herkese gösterilen
confirm-public-nothing = Sizden hiçbir şey: sayılırsınız ve gösterilmezsiniz.
confirm-private = Herkese gösterilmeyen
confirm-email-private = bu e-postanın gittiği adres
confirm-class = İmzalıyorum:
confirm-organisation = bir kuruluş adına
confirm-consents = Rıza gösterdiklerim
confirm-listing = Herkese nasıl görünürüm
confirm-text = İmzaladığınız metin
confirm-newer = Siz formu doldurduktan sonra daha yeni bir metin yayımlandı: { $number } numara. Bu düğmeyle { $signed } numaralı metni imzalarsınız.
confirm-button = İmzamı onayla
confirm-deleted = Hiçbir şey yapmazsanız { $day } tarihinde her şey silinir.

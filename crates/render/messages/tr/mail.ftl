# Mails. Text and HTML say the same. No mail carries a word that somebody typed into a form.

mail-confirm-subject = Lütfen imzanızı onaylayın: { $title }
mail-confirm-asked = { $site } sitesinde birisi bu bildiriyi sizin e-posta adresinizle imzalamak istiyor:
mail-confirm-link = Bu sizseniz, şu sayfayı açın ve düğmeye basın:
mail-confirm-code = Ya da imzaladığınız sayfa hâlâ açıksa, oraya bu kodu yazın:
mail-confirm-valid = Bağlantı ve kod { $days } gün geçerlidir.
mail-confirm-deleted = Hiçbir şey yapmazsanız hiçbir şey sayılmaz ve girilen her şey { $day } tarihinde silinir.
mail-not-me = Bu siz değilseniz, şu sayfa girilenleri siler ve isterseniz bu adrese bir daha hiç yazılmamasını sağlar:
mail-manage = Nasıl göründüğünüzü sonradan değiştirmek ya da imzanızı geri çekmek için bu bağlantıyı saklayın ve kimseye göstermeyin:
mail-already-subject = Zaten imzaladınız: { $title }
mail-already-asked = { $site } sitesinde birisi bu bildiriyi sizin e-posta adresinizle imzalamak istiyor:
mail-already-signed = Bu bildiriyi { $day } tarihinde zaten imzaladınız. İmzanız bir kez sayılır ve hiçbir şey değişmedi.
mail-already-withdraw = O imzayı geri çekmek için bu bağlantıyı yedi gün içinde kullanın ve kimseye göstermeyin. Nasıl göründüğünü değiştirmek için, imzalandığı sırada gelen e-postadaki bağlantıyı kullanın:
mail-already-not-me = Formu az önce dolduran siz değilseniz, bir şey yapmanız gerekmez.

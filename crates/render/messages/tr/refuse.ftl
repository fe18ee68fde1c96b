# "This was not me."

refuse-window = Bu ben değildim: { $title }
refuse-heading = Birisi sizin adresinizi girdi
refuse-what = Birisi bu bildiriyi sizin e-posta adresinizle imzalamak istedi. Siz onaylamadıkça bu imza sayılmaz. Girilenleri şimdi sildirebilirsiniz.
refuse-what-infomail = Birisi bu Infomail bültenine sizin e-posta adresinizle abone olmak istedi. Siz onaylamadıkça hiçbir şey gönderilmez. Girilenleri şimdi sildirebilirsiniz.
refuse-otherwise = Hiçbir şey yapmazsanız { $day } tarihinde silinir.
refuse-never = Ve bu adrese bir daha hiç yazılmasın
refuse-never-how = Adresiniz bunun için yalnızca geri okuyamayacağımız karıştırılmış bir işaret olarak saklanır (anahtarlı bir özet değeri: takma adlı, ama anonim değil).
refuse-button = Sil
refuse-done-window = Silindi
refuse-done = Silindi
refuse-done-what = Adresinizle girilenler silindi. Hiçbir zaman sayılmadı.
refuse-done-what-infomail = Adresinizle girilenler silindi. Bundan bir abonelik doğmadı.
refuse-done-never = Bu site adresinize bir daha yazmayacak.

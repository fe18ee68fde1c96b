# After confirming.

receipt-window = Teşekkürler: { $title }
receipt-heading = İmzanız için teşekkürler
receipt-counted =
    { $count ->
        [one] İmzanız sayılıyor. İlk imza sizinki.
       *[other] İmzanız sayılıyor: şu anda { $count } imza var.
    }
receipt-keep = Makbuzunuz
receipt-index = İmzanız, açık kayıt defterinin { $index } numaralı satırıdır.
receipt-why = Bu kanıtla imzanızın orada olduğunu ve çıkarılmadığını her zaman gösterebilirsiniz. Bunu sizin yerinize başka kimse yapamaz; bu yüzden saklayın.
receipt-proof = Kanıtı kaydet
receipt-proof-what = İçinde ad bulunmaz. Başkalarına verebilirsiniz.
receipt-opening = Kişisel bölümü kaydet
receipt-opening-what = Adınızı ve girdiğiniz her şeyi içerir ve satırın sizin olduğunu gösterir. Yalnızca sizin okuyabileceğiniz bir yerde saklayın; başkalarının da kullandığı bir cihaza kaydetmeyin.
receipt-verify = İki dosyayı birlikte, bu site ve ağ olmadan denetleyebilirsiniz:
receipt-later = Sonrası
receipt-manage = Onayladığınız e-postada, nasıl göründüğünüzü değiştirmek ya da imzanızı geri çekmek için bir bağlantı da var. Onu saklayın: bu site yeniden gönderemez.
receipt-list = Gösterilen bütün imzacılar
receipt-log = İmzalar nasıl denetlenebilir
receipt-check = Ya da bu sitede; site sonrasında bundan hiçbir şey saklamaz:

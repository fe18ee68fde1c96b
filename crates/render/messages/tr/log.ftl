# What the public log proves and what it cannot.

log-window = İmzaların denetimi: { $title }
log-heading = İmzalar nasıl denetlenebilir
log-lead = Bu siteye inanmak zorunda değilsiniz. Her imza, herkesin yeniden sayabileceği ve kimsenin fark edilmeden değiştiremeyeceği açık bir kayıt defterinde durur. Bu defterden hiçbir ad öğrenilemez.
log-how = Nasıl işler
log-step-line = Onaylanan her imza, kayıt defterinin sonuna bir satır ekler: bir ad değil, bir mühür. Satırın kime ait olduğunu yalnızca ona uyan makbuzun sahibi gösterebilir.
log-step-fingerprint = Bütün satırlardan birlikte tek bir parmak izi hesaplanır. Herhangi bir satırda tek bir karakter farklı olsaydı, parmak izi de farklı olurdu.
log-step-keep = Site, parmak izini satır sayısıyla birlikte imzalar. Bir kopyasını saklayan kişi, sonradan bir satırın değiştirildiğini ya da çıkarıldığını kanıtlayabilir.
log-newest = Bu kayıt defterinin en yeni satırları
log-line = Satır
log-records = Kaydettiği
log-day = Gün
log-seal = Mühür
log-fingerprint-of-all = bütün satırların parmak izi
log-newest-no-names = Kayıt defterinin bir imza hakkında, imzalanan metinle birlikte tuttuğu her şey budur. Yalnızca gün saklanır, saat değil.
log-kind-revision = metin
log-kind-person = imza, kişi
log-kind-organisation = imza, kuruluş
log-kind-withdrawal = geri çekme
log-kind-strike = üstü çizilen imza, gerekçesiyle
log-kind-figure = sayı
log-kind-raising = dile getirilen talep
log-kind-audit = denetim
log-kind-handover = teslim
log-kind-close = imza toplamanın kapanışı
log-proves = Herkese kanıtlanabilecek olanlar
log-proves-count = Sayı: geri çekilen ve üstü çizilenler dışındaki imzalar, şu anda { $count }.
log-proves-mine = Makbuzunuzu sakladıysanız, imzanızın yerinde olduğu.
log-proves-kept = Birisi imzalı parmak izinin bir kopyasını sakladığından beri hiçbir şeyin çıkarılmadığı ve değiştirilmediği.
log-proves-text = Gösterilen metnin, imzalanan metin olduğu.
log-proves-name = Listedeki her adın kendi satırına ait olduğu ve hiçbir satır için sonradan ad uydurulmadığı.
log-cannot = Hiçbir kayıt defterinin kanıtlayamayacağı
log-cannot-person = Bir satırın ardında, bunu gerçekten isteyen gerçek bir kişinin bulunduğu. Her imza, daha önce imzalamamış bir e-posta adresinden onaylandı; rastgele örnekler denetlenebilir.
log-cannot-left-out = Hiç makbuz almamış birinin dışarıda bırakılmadığı. Makbuzu olan, bunun yaşandığını gösterebilir.
log-check = Kendiniz denetleyin
log-check-how = Tek bir komut kayıt defterini indirir, yeniden sayar ve gösterilen her adı ve her metni onunla karşılaştırır:
log-check-later = Komutu başka bir gün yeniden çalıştırın: gördüğü parmak izini hatırlar ve geçmiş değiştiyse size söyler.
log-now = Kayıt defterinin şu anki hâli
log-size = Satır sayısı
log-root = Parmak izi
log-key = Kayıt defterinin anahtarı
log-checkpoint = İmzalı parmak izi, dosya olarak
log-list = Gösterilen bütün imzacılar
log-picture = İkişer ikişer mühürlerde, mühürler de tek bir parmak izinde birleşen dört satır. 3. satır değiştirilmiş ve ondan yukarı giden yoldaki hiçbir mühür artık uymuyor.
log-picture-words = İki satır bir mühür, iki mühür bir sonrakini oluşturur; en tepedeki tek parmak izine kadar. Burada birisi 3. satırı değiştirmiş: ondan yukarı giden yoldaki hiçbir mühür artık uymuyor, başkalarının sakladığı parmak izi de.
log-closed = İmza toplama temelli sona erdi. Geri çekmeler ve taleplerin akıbeti yine de eklenebilir; imza eklenemez.
log-check-false = Bir şeyin yanlış olduğunu söylerse satırı ve bunun ne anlama geldiğini de belirtir. Yazdıklarını ve adını verdiği dosyaları saklayın ve bildiriyi yayımlayanlara herkesin önünde sorun: dürüst bir hata açıklanabilir, yeniden yazılmış bir geçmiş açıklanamaz.
log-check-receipt = Bir makbuzu bu sitede denetle
log-witnesses = Başka kim gözlüyor
log-witnesses-what = Tanıklar, kendi küçük programları olan başka kuruluşlardır. Her biri yeni parmak izini daha önce gördüğüyle karşılaştırır ve ancak eski satırlar değişmeden yerindeyse karşı imza atar. Bir tanık bir parmak izi ve bir sayı görür; hiçbir zaman bir imza ya da bir ad görmez.
log-witnesses-none = Bu sitenin kayıt defterlerine hiçbir tanık karşı imza atmıyor. O zaman değiştirilmiş bir geçmişi, daha önceki bir parmak izini kendileri saklamış olanlar bulur: yukarıdaki komutu çalıştıran herkes ve makbuzu olan herkes.
log-witnesses-not-yet = Bu kayıt defterine henüz yeterince tanık karşı imza atmadı.
log-witnessed =
    { $count ->
        [one] İlk satırın karşı imzası var.
       *[other] İlk { $count } satırın karşı imzası var.
    }
log-witnessed-newer =
    { $count ->
        [0] Daha yeni satır yok.
        [one] Bir satır daha yeni; tanıklara yeniden sorulana kadar ona yalnızca bu site kefildir.
       *[other] { $count } satır daha yeni; tanıklara yeniden sorulana kadar onlara yalnızca bu site kefildir.
    }
log-cosigners = Karşı imza atanlar
log-witness = Tanık
log-cosigned-at = Karşı imza tarihi
log-not-cosigned = henüz yok
log-history = Son imzalanan parmak izleri
log-history-all = Hepsi bir dosyada, programlar için
log-witnesses-carried = Bu kayıt defterinin tanıkları, aslının tanıklarıdır. Karşı imza attıkları, aşağıda imzalı parmak izlerinin yanında yer alır.
log-contradicted = Bir tanık bu kayıt defteriyle çelişiyor: { $witness } burada duranlardan daha çok satıra ya da başka satırlara karşı imza atmış. Bu açıklığa kavuşana dek kayıt defterine hiçbir şey eklenmez.

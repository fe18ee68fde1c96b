# The front page.

front-window = Bildiriler
front-heading = İmzalanabilecek bildiriler
front-lead = Başkalarının neler bildirdiğini kendi dilinizde okuyun. Onlarla birlikte imzalayın ve her imzanın gerçek olduğunu kendiniz denetleyin.
front-empty = Burada henüz imzalanacak bir şey yok.
front-count =
    { $count ->
        [0] henüz imza yok
        [one] { $count } imza
       *[other] { $count } imza
    }
front-languages = { $count } dilde
front-open = imzalanabilir
front-closed = kapandı
front-promises = Neye güvenebilirsiniz
front-private = Adınız sizindir
front-private-how = Bir imza, gösterilmeden de sayılır. Adınızın görünüp görünmeyeceğine yalnızca siz karar verirsiniz ve kararınızı her zaman değiştirebilirsiniz. Bizden haber almak istemediğiniz sürece, onayladığınız anda adresiniz silinir.
front-text = Neyi imzaladığınızı bilirsiniz
front-text-how = Her imza, tek bir dildeki belirli bir metne aittir. Bu metin hiç değişmez ve aynı adreste kalır.
front-check = Herkes denetleyebilir
front-check-how = Bütün imzalar, adların yer almadığı açık bir kayıt defterindedir. Herkes onları yeniden sayabilir ve hiç kimse fark edilmeden bir imza çıkaramaz ya da ekleyemez.

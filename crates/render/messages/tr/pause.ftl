# Said while an operator lets signing rest, or everything but reading.

pause-signing = İmza toplama bir süreliğine durduruldu.
pause-links = Daha önce e-postayla gelen bir bağlantıyla imza yine onaylanabilir.
pause-read-only = Bu site bir süreliğine yalnızca okunabilir: hiçbir şey imzalanamaz, onaylanamaz ya da değiştirilemez. E-postalardaki bağlantılar geçerli kalır.
pause-form = İmza toplama bir süreliğine durduruldu, bu yüzden hiçbir şey gönderilmedi. Girdiğiniz her şey hâlâ burada: lütfen daha sonra yeniden gönderin.
pause-confirm = Bu site bir süreliğine yalnızca okunabilir. Hiçbir şey kaybolmadı ve bağlantınız geçerli kalır: lütfen daha sonra düğmeye yeniden basın.
pause-code = Bu site bir süreliğine yalnızca okunabilir. Hiçbir şey kaybolmadı: lütfen kodu daha sonra yeniden girin ya da e-postadaki bağlantıyı kullanın.
pause-until = Beklenen devam zamanı: { $day }, { $time } UTC.
pause-notice = Bu site bir süreliğine yalnızca okunabilir
pause-notice-next = Hiçbir şey değiştirilmedi. Lütfen daha sonra yeniden deneyin; e-postalardaki bağlantılar geçerli kalır.

privacy-backups = Silinenler yedeklerde { $days } gün daha kalabilir. Yedekler yalnızca veri kaybında kullanılır; o zaman silinmiş olanlar, herhangi bir şey gösterilmeden önce yeniden silinir.

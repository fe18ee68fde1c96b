# On the pages of a declaration that another site collects for, and this site only carries.

# Followed by the address of the original.
carried-copy = Bu, { $day } tarihinde alınmış bir kopyadır; açık kayıt defterinin { $count } kaydını içerir. Aslı:
carried-sign = Bu site bildiriyi yayıyor, ancak bildiri için imza toplamıyor. Bildiri, imzaların toplandığı yerde imzalanabilir; düğme oraya götürür.
# A link to the original.
carried-sign-there = Asıl sitede imzala

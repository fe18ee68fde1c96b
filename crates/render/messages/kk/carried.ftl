# On the pages of a declaration that another site collects for, and this site only carries.

# Followed by the address of the original.
carried-copy = Бұл — { $day } күні жасалған көшірме; онда ашық тізілімнің { $count } жазбасы бар. Түпнұсқасы:
carried-sign = Бұл сайт мәлімдемені таратады, бірақ оған қолтаңба жинамайды. Мәлімдемеге қолтаңба жиналатын жерде қол қоюға болады; түйме сонда апарады.
# A link to the original.
carried-sign-there = Түпнұсқа сайтында қол қою

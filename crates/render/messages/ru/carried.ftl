# On the pages of a declaration that another site collects for, and this site only carries.

# Followed by the address of the original.
carried-copy =
    Это копия, сделанная { $day } с { $count ->
        [one] { $count } записью
        [few] { $count } записями
        [many] { $count } записями
       *[other] { $count } записями
    } публичного реестра. Оригинал:
carried-sign = Этот сайт распространяет заявление, но подписи под ним не собирает. Подписать его можно там, где идёт сбор; кнопка ведёт туда.
# A link to the original.
carried-sign-there = Подписать на сайте оригинала

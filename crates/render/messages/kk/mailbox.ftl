# The mailbox of a demo.

mailbox-window = Пошта жәшігі
mailbox-heading = Осы көрсетілімнің пошта жәшігі
mailbox-what = Бұл сайттан бірде-бір хат шықпайды. Жіберілуі тиіс болғаны оқуыңыз үшін осында сақталады.
mailbox-empty = Әзірге хат жоқ: мәлімдемеге қол қойыңыз, сонда оны растайтын хат осында пайда болады.
mailbox-to = кімге: { $address }
mailbox-mail-window = { $title }
mailbox-all = Барлық хат
mailbox-headers = Тақырыптамалар
mailbox-html = HTML түріндегі хат
mailbox-raw = Жіберілетін бастапқы мәтін
mailbox-text = Мәтін түріндегі хат

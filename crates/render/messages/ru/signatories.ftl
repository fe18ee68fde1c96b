# The public list.

signatories-window = Подписавшие: { $title }
signatories-heading = Подписавшие
signatories-search = Поиск по списку
signatories-prefix = Имя начинается с
signatories-class = Кто
signatories-class-all = все
signatories-class-persons = люди
signatories-class-organisations = организации
signatories-language = Язык подписания
signatories-language-all = любой
signatories-order = Порядок
signatories-order-newest = сначала новые
signatories-order-name = по имени
signatories-apply = Показать
signatories-clear = Показать всех
signatories-none = Пока никто не показывается.
signatories-none-found = В списке нет никого подходящего.
signatories-organisation = организация
signatories-pages = Страницы списка
signatories-after = Следующая страница
signatories-hidden = Тех, чью подпись по их выбору только учитывают, нет ни в одном списке, и поиском их найти нельзя.

# A signer changes the listing or withdraws.

manage-window = Ваша подпись: { $title }
manage-heading = Ваша подпись
manage-changed = Ваш выбор сохранён. Список уже показывает его.
manage-busy = Сейчас не удалось ничего сохранить. Пожалуйста, попробуйте ещё раз через минуту.
manage-name = Имя
manage-signed-on = Дата подписания
manage-listed = Видно всем
manage-listed-counted = Ваша подпись учитывается, но не показывается.
manage-listed-initials = Видны ваши инициалы.
manage-listed-named = Видно ваше имя.
manage-change = Изменить, что обо мне видно
manage-change-button = Сохранить
manage-withdraw = Отозвать мою подпись
manage-withdraw-what = Объяснять причину не нужно.
manage-withdraw-ask = Отозвать мою подпись…
manage-withdraw-window = Отозвать: { $title }
manage-withdraw-sure = Отозвать вашу подпись?
manage-withdraw-effect = Подпись, поставленная под именем { $name }, сразу исчезнет из списка и из подсчёта, а всё введённое вами будет удалено.
manage-withdraw-effect-yours = Ваша подпись сразу исчезнет из списка и из подсчёта, а всё введённое вами будет удалено.
manage-withdraw-log = В публичном реестре строка останется, а за ней появится строка, которая её отменяет. Вашего имени нет ни в той, ни в другой, и без вашей квитанции никто не может сказать, чьи они.
manage-withdraw-button = Да, отозвать
manage-withdraw-keep = Нет, оставить
manage-withdrawn-window = Подпись отозвана: { $title }
manage-withdrawn = Ваша подпись отозвана
manage-withdrawn-what = Она больше не учитывается и не показывается. Введённое вами удалено.
manage-withdrawn-again = Если вы передумаете, вы можете подписать снова.

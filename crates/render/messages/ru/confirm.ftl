# Behind the mailed link: a summary and one button.

confirm-window = Подтвердить: { $title }
confirm-busy = Сейчас подтверждают подпись очень многие. Ничего не потеряно: пожалуйста, нажмите кнопку ещё раз через минуту.
confirm-heading = Подтвердите свою подпись
confirm-name = Имя
confirm-public = Видно всем
confirm-public-nothing = Ничего о вас: ваша подпись учитывается, но не показывается.
confirm-private = Не видно никому из посетителей
confirm-email-private = адрес, на который пришло это письмо
confirm-class = Я подписываю
confirm-organisation = от имени организации
confirm-consents = Я даю согласие
confirm-listing = Что обо мне видно всем
confirm-text = Текст, который вы подписываете
confirm-newer = После того как вы заполнили форму, был опубликован более новый текст, № { $number }. Этой кнопкой вы подписываете текст № { $signed }.
confirm-button = Подтвердить мою подпись
confirm-deleted = Если вы ничего не сделаете, { $day } всё будет удалено.

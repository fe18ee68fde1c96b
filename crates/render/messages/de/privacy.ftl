privacy-backups =
    { $days ->
        [one] Gelöschtes kann noch { $days } Tag lang in Sicherungskopien stehen.
       *[other] Gelöschtes kann noch { $days } Tage lang in Sicherungskopien stehen.
    } Sie werden nur nach einem Datenverlust benutzt; dann wird das Gelöschte erneut gelöscht, bevor etwas gezeigt wird.

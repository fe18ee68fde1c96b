privacy-backups =
    { $days ->
        [one] Ce qui a été effacé peut rester { $days } jour encore dans les copies de sauvegarde.
       *[other] Ce qui a été effacé peut rester { $days } jours encore dans les copies de sauvegarde.
    } Elles ne servent qu’en cas de perte de données, et ce qui avait été effacé l’est alors de nouveau avant que quoi que ce soit soit montré.

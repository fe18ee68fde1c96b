# What the notice says of backups, on every form that takes data.

privacy-backups =
    { $days ->
        [one] What was deleted can be in backups for { $days } more day.
       *[other] What was deleted can be in backups for { $days } more days.
    } They are used only where data was lost, and then what was deleted is deleted again before anything is shown.

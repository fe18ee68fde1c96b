privacy-backups =
    { $days ->
        [one] Lo que se borró puede permanecer { $days } día más en las copias de seguridad.
       *[other] Lo que se borró puede permanecer { $days } días más en las copias de seguridad.
    } Solo se usan si se pierden datos, y entonces lo borrado se borra de nuevo antes de mostrar nada.

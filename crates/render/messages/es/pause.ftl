# Said while an operator lets signing rest, or everything but reading.

pause-signing = La firma está en pausa por un tiempo.
pause-links = Con un enlace recibido antes por correo todavía se puede confirmar una firma.
pause-read-only = Por un tiempo este sitio solo se puede leer: no es posible firmar, confirmar ni cambiar nada. Los enlaces de los correos siguen siendo válidos.
pause-form = La firma está en pausa por un tiempo, así que no se envió nada. Todo lo que introdujo sigue aquí: envíelo de nuevo más tarde.
pause-confirm = Por un tiempo este sitio solo se puede leer. No se ha perdido nada y su enlace sigue siendo válido: vuelva a pulsar el botón más tarde.
pause-code = Por un tiempo este sitio solo se puede leer. No se ha perdido nada: vuelva a introducir el código más tarde o use el enlace del correo.
pause-until = Reanudación prevista: { $day }, { $time } UTC.
pause-notice = Por un tiempo este sitio solo se puede leer
pause-notice-next = No se cambió nada. Vuelva a intentarlo más tarde; los enlaces de los correos siguen siendo válidos.

# The mail that an operator sends to see whether mails arrive.

trial-subject = Una prueba de { $site }
trial-arrived = Este correo salió de { $site } y ha llegado: los correos llegan.
trial-look = Su cabecera Authentication-Results dice qué opina su proveedor: spf, dkim y dmarc deberían indicar pass.

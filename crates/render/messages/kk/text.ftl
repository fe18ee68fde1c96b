# One exact text.

text-window = Нақты мәтін: { $title }
text-superseded = Бұл — бұрынғы мәтін; қолтаңбалары өзінде қалады.
text-about = Осы мәтін туралы
text-for-ever = Бұл бет ешқашан өзгермейтін бір мәтінді көрсетеді.
text-revision = Редакция
text-signed = Дәл осы мәтіннің астындағы қолтаңбалар
text-digest = Сандық із (SHA-256)
text-latest = Мәлімдеменің қазір қол қоюға болатын түрі
text-predecessor = Мұның алдындағы мәтін
text-successor = Мұнан кейінгі мәтін

# Quand le site ne peut pas prendre ce qu’on lui envoie : les mots sont gardés.

outage-words-kept = Ce que vous aviez écrit n’est pas encore enregistré, mais n’est pas perdu : le voici. Attendez une minute, puis envoyez-le de nouveau.
outage-your-words = Votre texte
outage-send-again = Envoyer de nouveau

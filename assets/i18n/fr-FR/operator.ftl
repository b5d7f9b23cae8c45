# Quand le site ne peut pas prendre ce qu’on lui envoie : les mots sont gardés.

outage-form-kept = Votre demande est restée ici, prête à repartir. Attendez une minute, puis envoyez-la de nouveau.
outage-words-kept = Ce que vous aviez écrit n’est pas encore enregistré, mais n’est pas perdu : le voici. Attendez une minute, puis envoyez-le de nouveau.
outage-your-words = Votre texte
outage-send-again = Envoyer de nouveau

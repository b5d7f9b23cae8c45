# Une page qui n’a pas pu être : ce qui s’est passé, ce qui est sauf, par où continuer.

error-way-sign-in = Me connecter, si cette page demande un compte
error-way-link = Demander un nouveau lien
error-way-account = Aller à mon compte
error-way-again = Essayer de nouveau
error-way-rooms = Voir les communautés
error-way-unanswered = Lire les questions sans réponse
error-way-home = Revenir à l’accueil
error-reference = Si vous nous écrivez, donnez cette référence : { $reference }

error-words-kept = Ce que vous aviez écrit n’a pas été envoyé, mais n’est pas perdu : le voici, pour le copier et le garder.
error-400-title = Cette demande n’a pas abouti
error-400-text = L’adresse ou le formulaire est arrivé incomplet, ou ne s’ouvre pas ainsi. Rien n’a été changé. Revenez à la page précédente et essayez de nouveau.
error-403-title = Pas possible pour vous, ou pas encore
error-403-text = Cette page ou cette action demande un droit que votre compte n’a pas. Rien n’a été changé.
error-404-title = Cette page n’existe pas, ou ne vous est pas ouverte
error-404-text = Le lien est peut-être incomplet, ou la page s’adresse à d’autres personnes.
error-410-title = Ce qui était ici n’y est plus
error-410-text = Cela a été retiré, et ne reviendra pas.
error-spent-title = Ce lien ne s’ouvre plus
error-413-title = C’est trop long pour un seul envoi
error-413-text = Rien n’a été enregistré. Revenez à la page précédente et raccourcissez, ou partagez en deux.
error-422-title = Cela n’a pas pu se faire
error-422-text = Le formulaire n’a pas pu être accepté tel quel. Rien n’a été changé. Revenez à la page précédente : vos mots y sont sans doute encore.
error-429-title = Un peu trop vite
error-429-text = Trop de demandes sont arrivées en peu de temps depuis votre connexion. Rien n’est perdu. Attendez une minute, puis essayez de nouveau.
error-500-title = Quelque chose s’est cassé chez nous
error-500-text = Ce n’est pas de votre fait. Ce que vous aviez déjà publié est sauf, et l’incident est noté. Essayez de nouveau dans un moment.
error-503-title = Le site se repose un instant
error-503-text = Une mise à jour ou un grand nombre de visites l’occupe. Ce que vous aviez publié est sauf. Essayez de nouveau dans une minute.
error-409-title = Quelqu’un vous a devancé
error-409-text = Ce que vous vouliez changer a changé entre-temps. Rien n’est perdu : rouvrez la page, relisez, puis recommencez si besoin.

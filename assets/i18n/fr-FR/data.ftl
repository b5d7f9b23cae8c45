# Mes données : ce que la plateforme garde, l’emporter, partir. Et les lettres qui s’y rapportent.

data-title = Mes données
data-lead = Ce que vous avez écrit et ce que nous gardons de vous vous appartient : vous pouvez l’emporter, et vous pouvez tout effacer.
data-refused-export = Aller à « Emporter mes données »
data-refused-erase = Aller à « Fermer mon compte et tout effacer »
data-password-hint = Pour être sûrs que c’est bien vous. Il vaut pour un quart d’heure.
data-no-password = Je n’ai pas de mot de passe, ou je ne le sais plus
data-yes = Oui
data-no = Non

## Emporter

data-export-title = Emporter mes données
data-export-lead = Nous préparons un fichier ZIP : des pages qui s’ouvrent sans connexion, et les mêmes données dans un format que d’autres logiciels savent lire (JSON).
data-export-ask = Préparer mon fichier
data-export-again = En préparer un nouveau
data-export-running = Votre fichier se prépare depuis le { $day }. Vous pouvez fermer cette page : un e-mail vous préviendra.
data-export-progress = Avancement
data-export-reload = Voir où cela en est
data-export-ready = Votre fichier du { $day } est prêt ({ $size } Ko). Nous le gardons jusqu’au { $until }, puis il disparaît.
data-export-download = Télécharger mon fichier
data-export-failed = Votre fichier n’a pas pu être préparé. Vos données sont intactes ; demandez-le de nouveau.
data-export-over = Votre dernier fichier a été effacé : nous ne le gardons qu’une semaine. Vous pouvez en demander un autre.
notice-export-asked = Votre fichier se prépare. Nous vous écrirons dès qu’il sera prêt.

## Ce que nous gardons

data-held-title = Ce que nous gardons de vous
data-held-lead = Rien d’autre que ce qui suit, et rien pour la publicité. Sans visite pendant { $warn } mois, nous vous prévenons ; à { $erase } mois, le compte est effacé.
data-held-open = Voir la liste complète
data-column-what = Quoi
data-column-kept = Combien de temps
data-column-law = Pourquoi nous en avons le droit

data-held-users = Votre compte : adresse, nom affiché, identifiant, situation, réglages
data-held-sessions = Les appareils où votre compte est ouvert
data-held-links = Les liens envoyés par e-mail pour vous connecter ou confirmer une adresse
data-held-memberships = Les communautés que vous avez rejointes
data-held-entrances = Les communautés où l’on vous a fait entrer par votre nom
data-held-communities = Les communautés que vous avez proposées
data-held-threads = Les fils que vous avez ouverts
data-held-posts = Vos messages
data-held-revisions = Les modifications que vous avez faites
data-held-gestures = Vos mercis, bravos et relais
data-held-mentions = Les messages qui vous mentionnent
data-held-former-handles = Vos anciens identifiants, qui mènent encore à vous
data-held-blocks = Les personnes que vous avez mises à distance
data-held-follows = Ce que vous suivez
data-held-bookmarks = Les fils que vous gardez, et vos notes
data-held-pictures = Vos images, et votre photo
data-held-drafts = Vos brouillons
data-held-read-marks = Jusqu’où vous avez lu chaque fil
data-held-notifications = Vos notifications
data-held-letters = Les e-mails que nous vous avons envoyés
data-held-suspensions = Les suspensions qui vous ont concerné, et leur raison
data-held-activities = Le journal de ce que vous avez fait ici
data-held-exports = Les fichiers que vous avez demandés
data-held-erasures = Après un effacement : la preuve qu’il a eu lieu, sans nom ni adresse

data-kept-account = Autant que votre compte
data-kept-words = Jusqu’à ce que vous l’effaciez ; en partant, vous choisissez
data-kept-session = Soixante jours sans visite
data-kept-link = Jusqu’à son usage, trois jours au plus
data-kept-letters = Quatre-vingt-dix jours
data-kept-export = Une semaine ; la date de la demande, un mois
data-kept-proof = Tant qu’une ancienne sauvegarde pourrait vous faire revenir

data-law-contract = Vous rendre le service demandé (RGPD, art. 6.1.b)
data-law-interest = Garder les échanges lisibles et sûrs (RGPD, art. 6.1.f)
data-law-obligation = Prouver l’effacement (RGPD, art. 5.2, 6.1.c et 17)

## Partir

data-erase-title = Fermer mon compte et tout effacer
data-erase-lead = Votre compte se ferme tout de suite, sur tous vos appareils. Votre nom, votre adresse, vos brouillons, vos gestes, les mentions de vous et le reste sont effacés dans les minutes qui suivent.
data-erase-final = On ne peut pas revenir en arrière. Si vous voulez garder une trace de ce que vous avez écrit, emportez d’abord vos données. Personne d’autre ne prendra votre identifiant pendant un an.
data-erase-alone = Vous êtes la seule personne à animer ces communautés. Confiez-les d’abord à quelqu’un, dans leurs réglages ; vous pourrez ensuite fermer votre compte.
data-posts = Que deviennent vos messages ?
data-posts-keep = Les laisser, sans moi
data-posts-keep-hint = Les réponses gardent leur sens. Chaque message porte un nom différent, tiré au sort : rien ne dit que deux d’entre eux sont de la même personne. Votre nom et votre adresse en sont ôtés ; relisez le reste, si vous y racontiez votre vie.
data-posts-remove = Les retirer
data-posts-remove-hint = Vos mots et les titres de vos fils disparaissent. Les réponses des autres restent.
data-erase-password-hint = Il est redemandé, même si vous venez de le donner.
data-erase-send = Fermer mon compte et tout effacer
notice-account-closed = Votre compte est fermé. Le reste s’efface en ce moment ; nous vous écrivons une dernière fois pour le confirmer. Merci d’avoir été là.
person-left = compte fermé

## Dans le fichier

export-title = Les données de { $name }
export-lead = Ce que { $site } garde de vous, le { $day }. Ces pages s’ouvrent sans connexion.
export-json = Chaque page existe aussi en JSON : une liste d’objets, dont les noms de champs ne changent pas. Les dates y sont en temps universel (RFC 3339).
export-column-rows = Combien
export-column-program = Pour un logiciel
export-back = Revenir au sommaire

data-field-about = Quelques mots
data-field-address = Adresse
data-field-after = Après
data-field-alt = Ce que l’on y voit
data-field-asked-at = Demandé le
data-field-before = Avant
data-field-body = Texte
data-field-body-html = Tel qu’affiché
data-field-by = Par
data-field-bytes = Poids, en octets
data-field-claim = Vérification du rôle
data-field-closed-at = Fermé le
data-field-count = Nombre
data-field-created-at = Le
data-field-description = Description
data-field-detail = Précision
data-field-device = Appareil
data-field-display-name = Nom affiché
data-field-edited-at = Modifié le
data-field-email = Adresse e-mail
data-field-email-confirmed-at = Adresse confirmée le
data-field-expires-at = Jusqu’au
data-field-file = Fichier
data-field-handle = Identifiant
data-field-height = Hauteur
data-field-hidden-at = Masqué le
data-field-hidden-reason = Raison donnée
data-field-home-without = Blocs ôtés de l’accueil
data-field-id = Numéro
data-field-is-admin = Administre le site
data-field-is-ambassador = Ambassade
data-field-kind = Sorte
data-field-last-seen-at = Dernière visite
data-field-last-used-at = Dernier usage
data-field-level = Niveau de suivi
data-field-lifted-at = Levée le
data-field-locale = Langue
data-field-mail-direct = E-mails pour ce qui vous est adressé
data-field-mail-followed = E-mails pour ce que vous suivez
data-field-note = Note
data-field-organisation-name = Organisation
data-field-place = Où
data-field-post-id = Numéro du message
data-field-purpose = Usage
data-field-quoted = Message cité de
data-field-read-at = Lu le
data-field-ready-at = Prêt le
data-field-reason = Raison
data-field-remind-at = Rappel le
data-field-removed-at = Retiré le
data-field-role = Rôle
data-field-room = Communauté
data-field-room-address = Adresse de la communauté
data-field-sent-at = Envoyé le
data-field-sentence = Phrase
data-field-state = État
data-field-subject = Objet
data-field-suspended-until = Suspension jusqu’au
data-field-tag = Étiquette
data-field-tags = Étiquettes
data-field-thread = Fil
data-field-thread-id = Numéro du fil
data-field-time-zone = Fuseau horaire
data-field-title = Titre
data-field-until = Jusqu’au
data-field-updated-at = Mis à jour le
data-field-used-at = Utilisé le
data-field-verb = Acte
data-field-warned-at = Prévenu le
data-field-width = Largeur

## Lettres

letter-export-ready-subject = Vos données sont prêtes
letter-export-ready-p1 = Le fichier que vous avez demandé est prêt. Connectez-vous : il vous attend sur la page « Mes données », où votre mot de passe vous sera demandé.
letter-export-ready-button = Aller à mes données
letter-export-ready-after = Nous le gardons une semaine. Si vous n’avez rien demandé, changez de mot de passe : quelqu’un est peut-être entré dans votre compte.

letter-erased-subject = Votre compte est fermé
letter-erased-p1 = Votre compte Passerelle est fermé, et ce que nous gardions de vous s’efface en ce moment.
letter-erased-p2 = Ceci est notre dernier e-mail : votre adresse disparaît de chez nous dès qu’il est parti. D’anciennes sauvegardes peuvent encore la contenir quelque temps ; si l’une d’elles devait servir, l’effacement y serait refait.
letter-erased-after = Vous pourrez revenir quand vous voudrez, avec un nouveau compte.

letter-soon-erased-subject = Votre compte sera bientôt effacé
letter-soon-erased-p1 = Votre dernière visite sur Passerelle remonte à près de deux ans. Nous ne gardons pas les comptes qui ne servent plus : le vôtre sera effacé le { $until }.
letter-soon-erased-p2 = Pour le garder, il suffit de vous connecter une fois avant cette date. Sinon, vous n’avez rien à faire : vos messages resteront, sans votre nom.
letter-soon-erased-button = Me connecter
letter-soon-erased-after = Pour emporter vos données ou retirer vos messages, connectez-vous et ouvrez la page « Mes données ».

# Comptes : entrer, confirmer, retrouver son mot de passe, régler son compte.

## Les champs

account-email = Adresse e-mail
account-email-hint = Elle n’est montrée à personne. Nous y envoyons un lien pour vérifier qu’elle est bien la vôtre.
account-display-name = Nom affiché
account-display-name-hint = Le nom que les autres verront : le vôtre, un prénom, un surnom. Vous pourrez en changer.
account-password = Mot de passe
account-password-hint = Douze caractères ou plus : quatre mots sans rapport entre eux font très bien l’affaire.

## Qui l’on est ici. La première ligne se lit seule, dans une liste comme après « Vous êtes ici ».

account-kinds = Vous êtes ici…
kind-of-person-seeker = En recherche d’emploi
kind-of-person-seeker-hint = Ou d’un autre métier. Vous pourrez aussi écrire dans les communautés que seules lisent les personnes en recherche d’emploi, et celles qui les animent.
kind-of-person-recruiter = Pour recruter
kind-of-person-recruiter-hint = Dans une entreprise, une administration, une association. L’équipe vérifie avant d’ouvrir les communautés réservées.
kind-of-person-branch = Pour une branche professionnelle
kind-of-person-branch-hint = Dans une branche ou une fédération. L’équipe vérifie avant d’ouvrir les communautés réservées.
kind-of-person-adviser = Pour conseiller
kind-of-person-adviser-hint = Dans une agence, une mission locale, une association. L’équipe vérifie avant d’afficher ce rôle à côté de votre nom.
kind-of-person-other = À un autre titre
kind-of-person-other-hint = En poste, en formation, à la retraite, bénévole : votre expérience sert ici.

claim-none = Rien à vérifier
claim-pending = Vérification en cours
claim-confirmed = Vérifié par l’équipe
claim-refused = Non confirmé

## S’inscrire

account-sign-up-title = Créer un compte
account-sign-up-lead = Ce qui est public se lit sans compte. Un compte sert à demander, à répondre, et à choisir qui vous lit.
account-sign-up-description = Ouvrir un compte sur Passerelle pour poser une question, répondre, et choisir qui vous lit.
account-sign-up-send = Créer mon compte
account-sign-up-have-one = J’ai déjà un compte

## Se connecter

account-sign-in-title = Se connecter
account-sign-in-send = Me connecter
account-sign-in-forgotten = Mot de passe oublié
account-sign-in-none = Pas encore de compte ?
account-sign-in-create = En créer un
account-link-title = Sans mot de passe
account-link-lead = Nous vous envoyons un lien par e-mail. Il vous connecte une fois, sur l’appareil où vous l’ouvrez.
account-link-send = Recevoir un lien
account-demo = Ceci est une démonstration. Essayez l’adresse seeker@demo.example avec le mot de passe passerelle-demo.
account-demo-more = Les autres comptes de démonstration

## C’est envoyé, c’est fait : et maintenant ?

told-confirm-title = Un e-mail vous attend
told-confirm-text = Nous venons d’écrire à { $email }. Ouvrez ce message et suivez son lien : il confirme que l’adresse est la vôtre.
told-link-title = Un e-mail vous attend
told-link-text = Nous venons d’écrire à { $email }. Ouvrez ce message sur l’appareil que vous voulez utiliser, et suivez son lien.
told-reset-title = Un e-mail vous attend
told-reset-text = Nous venons d’écrire à { $email }. Le lien de ce message permet de choisir un nouveau mot de passe.
told-late = Rien au bout de quelques minutes ? Regardez parmi les courriers indésirables, puis vérifiez l’adresse ci-dessus.
told-letters = Voir les lettres envoyées

## Le lien d’une lettre est ouvert ; seul le bouton agit.

button-confirm-title = Confirmer votre adresse
button-confirm-text = Un compte a été ouvert au nom de { $name }. Il reste un geste : dire que { $email } est bien votre adresse, et que ce compte est le vôtre.
button-confirm-send = C’est mon adresse
button-confirm-password = Votre mot de passe
button-confirm-password-hint = Celui que vous avez choisi en ouvrant ce compte, ou un autre : c’est le seul qui servira. Si quelqu’un d’autre a ouvert ce compte avec votre adresse, le sien n’ouvrira plus rien. Laissé vide, vous entrerez par un lien envoyé par e-mail.
button-sign-in-title = Vous connecter
button-sign-in-text = Vous allez vous connecter avec { $email } sur cet appareil. S’il n’est pas à vous seulement, pensez à vous déconnecter en partant.
button-sign-in-send = Me connecter
button-change-email-title = Changer d’adresse
button-change-email-text = Votre compte utilisera désormais { $email }, pour vous connecter comme pour vous écrire.
button-change-email-send = Utiliser cette adresse
button-not-you = Vous n’avez rien demandé ? Fermez cette page : rien ne change.

## Nouveau mot de passe

account-reset-ask-title = Mot de passe oublié
account-reset-ask-lead = Donnez l’adresse de votre compte. Nous y envoyons un lien pour choisir un nouveau mot de passe.
account-reset-ask-send = Recevoir le lien
account-reset-ask-back = Revenir à la connexion
account-reset-title = Choisir un nouveau mot de passe
account-reset-lead = Il remplace l’ancien. Les appareils où votre compte était ouvert devront se reconnecter.
account-reset-password = Nouveau mot de passe
account-reset-send = Enregistrer ce mot de passe

## Mon compte

account-title = Mon compte
account-nav = Mon compte
account-my-page = Ma page, vue par les autres

account-refused = Rien n’a été changé : un champ est à revoir.
account-refused-profile = Aller à « Ce que les autres voient »
account-refused-email = Aller à « Changer d’adresse e-mail »
account-refused-password = Aller à « Changer de mot de passe »

account-suspended-title = Pourquoi vous ne pouvez pas écrire
account-suspended-reason = La raison donnée : « { $reason } »
account-suspended-until = Vous pourrez écrire de nouveau le { $until }, sans démarche.
account-suspended-way = Si vous pensez que c’est une erreur, écrivez-nous : les adresses sont au bas de cette page.

account-fact-email = Adresse
account-unconfirmed = Pas encore confirmée
account-unconfirmed-way = Pour confirmer votre adresse, ouvrez l’e-mail que nous y avons envoyé et suivez son lien. S’il n’est pas arrivé, regardez parmi les courriers indésirables, puis vérifiez l’adresse ; vous pouvez en changer plus bas.
account-unconfirmed-send = M’envoyer un nouveau lien
account-fact-kind = Vous êtes ici
account-claim-pending = L’équipe vérifie votre rôle. En attendant, vous lisez et vous écrivez partout où cela ne dépend pas de lui.
account-claim-refused = L’équipe n’a pas pu confirmer votre rôle ; un e-mail vous a dit pourquoi. Si quelque chose a été mal compris, écrivez-nous : les adresses sont au bas de cette page.

account-profile-title = Ce que les autres voient
account-handle = Identifiant
account-handle-hint = Il sert à vous mentionner, précédé de @, et forme l’adresse de votre page.
account-about = Quelques mots sur vous
account-about-hint = Une ou deux phrases, montrées sur votre page.
account-locale = Langue des pages et des e-mails
locale-fr = Français
locale-en = English
account-profile-send = Enregistrer

account-change-email-title = Changer d’adresse e-mail
account-change-email-lead = Aujourd’hui : { $email }. Nous écrirons à la nouvelle pour la confirmer ; l’ancienne sera prévenue, et vos autres appareils devront se reconnecter.
account-new-email = Nouvelle adresse
account-change-email-password = Votre mot de passe
account-change-email-send = Changer d’adresse

account-change-password-title = Changer de mot de passe
account-change-password-lead = Vos autres appareils devront se reconnecter.
account-current-password = Mot de passe actuel
account-new-password = Nouveau mot de passe
account-change-password-send = Changer de mot de passe
account-change-password-forgotten = Je ne sais plus l’actuel

## Mes appareils

account-sessions-title = Mes appareils
account-sessions-lead = Les appareils où votre compte est ouvert. Si l’un d’eux ne vous dit rien, déconnectez-le, puis changez de mot de passe.
account-session-current = Cet appareil
account-session-unknown = Navigateur inconnu
account-session-since = Ouvert le
account-session-used = Dernière visite le
account-session-end = Déconnecter
account-sessions-end-others = Déconnecter tous les autres
account-sessions-alone = Votre compte n’est ouvert nulle part ailleurs.

## Les personnes que je ne lis plus

account-blocks-next = Personnes suivantes
account-blocks-title = Les personnes que je ne lis plus
account-blocks-lead = Vous ne lisez plus leurs messages. Ces personnes n’en sont pas averties.
account-blocks-empty = Vous n’avez mis personne à distance. Si les messages de quelqu’un vous pèsent, sa page permet de ne plus les lire.
account-blocks-empty-way = Voir les communautés

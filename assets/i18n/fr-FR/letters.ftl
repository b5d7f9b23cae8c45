# Les lettres que la plateforme envoie. Pour chacune : l’objet, un ou deux
# paragraphes, un bouton s’il y a un lien, et ce qui se dit après.
# Chacune connaît { $name }, { $email }, { $site } et { $link }. Les durées sont celles de
# `Purpose::lives` (src/models/links.rs) ; { $until } est une date en toutes lettres.

letter-greeting = Bonjour { $name },
letter-greeting-nobody = Bonjour,
letter-footer = Vous recevez cet e-mail parce que votre adresse a été donnée sur { $site }. Il est écrit par la plateforme, pas par une personne.

## Inscription

letter-confirm-subject = Confirmez votre adresse
letter-confirm-p1 = Bienvenue sur Passerelle. Il reste un geste : confirmer que cette adresse est la vôtre.
letter-confirm-button = Confirmer mon adresse
letter-confirm-after = Ce lien sert une fois, pendant trois jours. Si vous n’avez pas créé de compte, laissez cet e-mail de côté : sans ce geste, le compte ne peut rien écrire.

letter-already-subject = Vous avez déjà un compte
letter-already-p1 = Quelqu’un, sans doute vous, vient de créer un compte avec cette adresse. Elle en a déjà un : il suffit de vous connecter.
letter-already-p2 = Mot de passe oublié ? La page de connexion permet d’en choisir un nouveau, ou de recevoir un lien.
letter-already-button = Me connecter
letter-already-after = Si ce n’était pas vous, vous n’avez rien à faire : personne n’a rien appris de votre compte.

## Connexion, mot de passe

letter-sign-in-subject = Votre lien de connexion
letter-sign-in-p1 = Voici le lien que vous avez demandé. Ouvrez-le sur l’appareil où vous voulez vous connecter.
letter-sign-in-button = Me connecter
letter-sign-in-after = Il sert une fois, pendant une demi-heure. Ne le transmettez à personne : il ouvre votre compte. Si vous ne l’avez pas demandé, laissez cet e-mail de côté.

letter-reset-subject = Choisir un nouveau mot de passe
letter-reset-p1 = Vous avez demandé à choisir un nouveau mot de passe. C’est par ici.
letter-reset-button = Choisir un mot de passe
letter-reset-after = Ce lien sert une fois, pendant deux heures. Si vous n’avez rien demandé, laissez cet e-mail de côté : votre mot de passe reste le même.

letter-no-account-subject = Cette adresse n’a pas de compte
letter-no-account-p1 = Quelqu’un, peut-être vous, a demandé un lien de connexion ou un nouveau mot de passe pour cette adresse. Elle n’a pas de compte sur Passerelle.
letter-no-account-p2 = Vous en avez peut-être un avec une autre adresse. Sinon, vous pouvez en créer un.
letter-no-account-button = Créer un compte
letter-no-account-after = Si vous n’avez rien demandé, laissez cet e-mail de côté.

letter-password-changed-subject = Votre mot de passe a changé
letter-password-changed-p1 = Le mot de passe de votre compte vient d’être changé.
letter-password-changed-p2 = Si c’était vous, vous n’avez rien à faire. Sinon, demandez-en tout de suite un nouveau : sur la page de connexion, suivez « Mot de passe oublié ». Cela refermera votre compte partout où il est ouvert.
letter-password-changed-button = Choisir un nouveau mot de passe

## Changement d’adresse

letter-address-taken-subject = Cette adresse a déjà un compte
letter-address-taken-p1 = Quelqu’un, sans doute vous, a demandé à utiliser cette adresse pour un autre compte Passerelle. Elle en a déjà un : l’autre compte garde son adresse.
letter-address-taken-button = Me connecter
letter-address-taken-after = Si ce n’était pas vous, vous n’avez rien à faire : personne n’a rien appris de votre compte.

letter-change-email-subject = Confirmez votre nouvelle adresse
letter-change-email-p1 = Vous avez demandé à utiliser cette adresse pour votre compte Passerelle. Confirmez qu’elle est bien la vôtre.
letter-change-email-button = Confirmer cette adresse
letter-change-email-after = Ce lien sert une fois, pendant trois jours ; jusque-là, rien ne change. Si vous n’avez rien demandé, laissez cet e-mail de côté.

letter-email-changed-subject = L’adresse de votre compte a changé
letter-email-changed-p1 = Votre compte Passerelle utilise désormais une autre adresse. Ceci est notre dernier e-mail à celle-ci.
letter-email-changed-p2 = Si c’était vous, vous n’avez rien à faire. Sinon, quelqu’un est entré dans votre compte : écrivez-nous, et nous le refermerons avec vous. Nos adresses sont au bas des pages de { $site }.
letter-email-changed-button = Prévenir l’équipe
letter-email-changed-after = Écrivez depuis cette adresse-ci : elle aidera à vous reconnaître.

## Rôle vérifié

letter-claim-confirmed-subject = Votre rôle est confirmé
letter-claim-confirmed-p1 = L’équipe a vérifié votre rôle. Il s’affiche maintenant à côté de votre nom, et les communautés qui lui sont réservées vous sont ouvertes.
letter-claim-confirmed-button = Voir les communautés

letter-claim-refused-subject = Votre rôle n’a pas pu être confirmé
letter-claim-refused-p1 = L’équipe n’a pas pu confirmer le rôle que vous avez indiqué. Voici pourquoi : « { $reason } »
letter-claim-refused-p2 = Votre compte reste ouvert : vous lisez et vous écrivez partout où cela ne dépend pas de ce rôle.
letter-claim-refused-button = Écrire à l’équipe
letter-claim-refused-after = Si quelque chose a été mal compris, ou si vous pouvez préciser votre demande, écrivez-nous : elle sera relue. Nos adresses sont au bas des pages de { $site }.

## Suspension

letter-suspended-subject = Vous ne pouvez plus écrire pour un temps
letter-suspended-p1 = L’équipe a suspendu votre droit d’écrire sur Passerelle jusqu’au { $until }. Voici pourquoi : « { $reason } »
letter-suspended-p2 = Vous pouvez toujours vous connecter et lire. Ce jour-là, vous pourrez écrire de nouveau, sans démarche.
letter-suspended-button = Contester cette décision
letter-suspended-after = Si vous pensez que c’est une erreur, écrivez-nous pourquoi : une autre personne que celle qui a décidé regardera. Nos adresses sont au bas des pages de { $site }.

letter-restored-subject = Vous pouvez de nouveau écrire
letter-restored-p1 = La suspension de votre compte est levée : vous pouvez de nouveau écrire sur Passerelle.
letter-restored-button = Reprendre

## Message masqué

letter-post-hidden-subject = Votre message a été masqué
letter-post-hidden-p1 = Les personnes qui animent la communauté ont masqué votre message dans « { $title } ». Voici pourquoi : « { $reason } »
letter-post-hidden-p2 = Rien n’est effacé : vous le voyez toujours, elles aussi. Vous pouvez le corriger ; elles pourront alors le montrer de nouveau.
letter-post-hidden-button = Relire mon message
letter-post-hidden-after = Ceci n’est pas une sanction. Si vous pensez que c’est une erreur, dites-le aux personnes qui animent la communauté.

## Communauté proposée

letter-room-opened-subject = Votre communauté est ouverte
letter-room-opened-p1 = La communauté que vous avez proposée, « { $room } », vient d’ouvrir.
letter-room-opened-p2 = Un premier fil donne souvent envie aux autres d’écrire : une question que l’on vous pose souvent, ou un mot de bienvenue.
letter-room-opened-button = Y aller

letter-room-declined-subject = Votre proposition de communauté
letter-room-declined-p1 = L’équipe n’ouvrira pas, pour l’instant, la communauté « { $room } ». Voici pourquoi : « { $reason } »
letter-room-declined-p2 = Une autre proposition reste bienvenue.

## Pour qui développe : les lettres que l’on aurait envoyées.

dev-letters-title = Lettres
dev-letters-lead = En développement, rien ne part. Voici ce que la plateforme aurait envoyé, la plus récente d’abord.
dev-letters-empty = Aucune lettre. Créez un compte ou demandez un lien : la première arrivera ici.
dev-letters-empty-way = Créer un compte
dev-letter-to = Pour
dev-letter-kind = Sorte
dev-letter-state = État
dev-letter-when = Écrite le
dev-letter-error = Dernière erreur
dev-letter-links = Les liens qu’elle contient
dev-letter-text = Le texte
dev-letter-html = Le HTML
dev-letter-state-waiting = À envoyer
dev-letter-state-sent = Envoyée
dev-letter-state-dead = Abandonnée

## Ce dont on est prévenu

letter-told-subject = { $title }
letter-told-p1 = { $why }
letter-told-button = Lire et répondre
letter-told-footer = Vous recevez cet e-mail parce que vous suivez ce fil sur { $site }, ou que l’on s’y adresse à vous. Vos choix sont sur votre compte, à la page « E-mails ».
letter-told-stop = Ne plus rien recevoir à propos de ce fil
letter-told-why-mentioned = { $author } s’adresse à vous dans « { $title } » ({ $room }).
letter-told-why-quoted = { $author } répond à votre message dans « { $title } » ({ $room }).
letter-told-why-answered = { $author } répond à votre fil « { $title } » ({ $room }).
letter-told-why-solved = Votre réponse est retenue dans « { $title } » ({ $room }).
letter-told-why-thanked = { $author } a un geste pour votre message dans « { $title } » ({ $room }).
letter-told-why-followed = { $author } écrit dans « { $title } » ({ $room }), que vous suivez.
letter-told-why-reminder = Vous vouliez revenir aujourd’hui à « { $title } » ({ $room }).

letter-told-private-subject = Un message vous attend
letter-told-private-p1 = Quelque chose vous attend dans une communauté dont les échanges ne sortent pas par e-mail.
letter-told-private-button = Le lire
letter-told-private-footer = Vous recevez cet e-mail parce que vous suivez un fil sur { $site }, ou que l’on s’y adresse à vous. Vos choix sont sur votre compte, à la page « E-mails ».
letter-told-private-stop = Ne plus rien recevoir à propos de ce fil

letter-digest-subject = { $count } fils à lire
letter-digest-p1 = Voici ce qui vous a été adressé, et ce qui s’est dit là où vous suivez.
letter-digest-button = Tout voir
letter-digest-footer = Vous recevez cet e-mail parce que vous suivez ces fils sur { $site }, ou que l’on s’y adresse à vous. Vos choix sont sur votre compte, à la page « E-mails ».
letter-digest-count = { $count ->
    [one] un message
   *[other] { $count } messages
}
letter-digest-private = Dans une communauté dont les échanges ne sortent pas par e-mail
letter-stop = Ne plus recevoir ces e-mails

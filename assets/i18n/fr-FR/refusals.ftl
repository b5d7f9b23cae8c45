# Chaque « non » que la plateforme sait dire : ce qui s’est passé, ce qui est sauf, que faire.
# Les premiers se lisent à côté d’un champ ; les autres au-dessus d’un formulaire ou sur une page.

refusal-truth-later = Vous pourrez dire ce qui vous a été proposé dès que l’organisation vous aura répondu, ou à partir du { $day }.
refusal-required = Ce champ est vide. Écrivez-y quelques mots, puis renvoyez : le reste est gardé.
refusal-too-long = C’est plus long que ce que l’on peut garder ici ({ $bytes } octets, soit à peu près autant de lettres). Raccourcissez un peu : rien n’est perdu.
refusal-control-character = Il y a là un caractère invisible, venu sans doute d’un copier-coller. Réécrivez ce passage au clavier et renvoyez.
refusal-not-a-choice = Ce choix n’existe pas, ou n’existe plus. Choisissez-en un parmi ceux qui sont proposés.
refusal-unreadable-form = Le formulaire est arrivé incomplet ou avec un champ inconnu, et rien n’a été enregistré. Rechargez la page et recommencez.
refusal-too-many-tags = Cinq étiquettes au plus. Gardez celles qui aideront le mieux à retrouver votre fil.
refusal-bad-email = Cette adresse semble incomplète. Elle doit ressembler à « prenom@exemple.fr ».
refusal-password-too-short = Ce mot de passe est trop court : il lui faut au moins douze caractères. Quatre mots sans rapport entre eux font très bien l’affaire.
refusal-password-too-weak = Ce mot de passe se devine trop vite. Ajoutez un mot ou deux, sans votre nom ni une suite du clavier.
refusal-wrong-password = L’adresse et le mot de passe ne vont pas ensemble. Vérifiez les deux, ou demandez un lien de connexion par e-mail.
refusal-password-needed = Redonnez votre mot de passe actuel : c’est ainsi que nous savons que c’est bien vous.
refusal-handle-taken = Cet identifiant est déjà pris, réservé, ou trop proche d’un autre. Essayez une variante.
refusal-bad-handle = Un identifiant a de trois à quarante caractères : des lettres sans accent, des chiffres, des tirets au milieu.
refusal-link-spent = Ce lien a déjà servi, ou il est trop ancien. Votre compte n’a pas changé : demandez un nouveau lien.
refusal-email-not-confirmed = Votre adresse e-mail n’est pas encore confirmée. Ouvrez le lien que nous vous avons envoyé, ou demandez-en un autre depuis votre compte ; vous pourrez ensuite écrire.
refusal-suspended = Vous pouvez lire, mais pas écrire, jusqu’au { $until }. La raison est sur la page de votre compte. Gardez vos mots : ils n’ont pas été publiés.
refusal-not-yours = Cela revient à quelqu’un d’autre : à la personne qui a écrit, ou à celles qui animent la communauté. Rien n’a été changé.
refusal-thread-closed = Ce fil vient d’être fermé : on n’y répond plus. Vos mots n’ont pas été publiés ; vous pouvez les reprendre dans un nouveau fil.
refusal-managers-announce = Seules les personnes qui animent la communauté y publient des annonces. Choisissez « Discussion », et votre message partira.
refusal-bravo-needs-sentence = Un bravo se dit avec une phrase : écrivez ce que vous avez trouvé bien.
refusal-own-post = Ce message est de vous : un merci, un bravo, un relais vont à quelqu’un d’autre.
refusal-not-a-question = Seules les questions ont une réponse retenue. Vous pouvez dire merci.
refusal-slug-taken = Cette adresse est déjà prise ou réservée. Ajoutez un mot, ou choisissez-en une autre.
refusal-reason-needed = Dites pourquoi, en une phrase : la personne concernée la lira.
refusal-no-such-person = Personne ne porte cet identifiant. Vérifiez-le sur la page de la personne, juste après le @.
refusal-last-manager = C’est la dernière personne qui anime cette communauté. Confiez d’abord l’animation à quelqu’un d’autre.
refusal-edited-meanwhile = Ce texte a changé pendant que vous écriviez. Rien n’a été écrasé : la version d’à présent est au-dessus, vos mots sont ci-dessous. Enregistrez-les pour qu’ils la remplacent.
refusal-bad-date = Choisissez une date à venir, sous la forme année-mois-jour : « 2027-03-15 ».
refusal-unknown-trade = Nous ne connaissons pas de métier « { $typed } ». Écrivez son nom entier, comme sur la page Métiers, ou son code : « K1304 ». Le reste est gardé.
refusal-unknown-place = Nous ne trouvons pas « { $typed } ». Écrivez le nom entier de la commune, son code postal, ou celui du département ou de la région. Le reste est gardé.
refusal-many-places = Plusieurs lieux portent ce nom ou ce code postal : { $names }. Recopiez celui que vous voulez dire ; le reste est gardé.
refusal-unfetched = { $why ->
    [refused-not-an-address] Ce n’est pas l’adresse d’un flux. Elle ressemble à « https://emploi.exemple.fr/offres.xml ».
    [refused-scheme] L’adresse doit commencer par https:// ou http://.
    [refused-port] Ce port n’est pas lu d’ici. Demandez à votre prestataire une adresse sans numéro de port.
    [refused-credentials] L’adresse contient un nom ou un mot de passe, que d’autres pourraient lire. Demandez une adresse qui s’ouvre sans.
    [refused-local-name] Cette adresse n’existe que dans un réseau privé. Donnez celle qui s’ouvre depuis Internet.
    [refused-own-host] C’est une adresse de ce site : vos offres y sont déjà. Donnez celle de votre logiciel.
    [refused-not-public] Cette adresse n’existe que dans un réseau privé. Donnez celle qui s’ouvre depuis Internet.
    [refused-downgrade] Le serveur renvoie d’une adresse sûre vers une qui ne l’est pas. Donnez l’adresse finale, en https://.
    [no-such-host] Ce nom de site n’existe pas, ou ne répond pas encore. Vérifiez l’adresse.
    [unreachable] Le serveur n’a pas répondu. Vérifiez l’adresse, ou réessayez dans un moment.
    [insecure] Le certificat du serveur n’est pas valable : la liaison n’est pas sûre. C’est à son exploitant de le renouveler.
    [too-slow] Le serveur envoie trop lentement. Réessayez à une heure creuse, ou envoyez le fichier.
    [too-long] La lecture a pris trop de temps. Réessayez à une heure creuse, ou envoyez le fichier.
    [too-heavy] Le flux est trop lourd pour être lu d’ici. Partagez-le en plusieurs.
    [broken] La réponse s’est interrompue avant la fin. Réessayez dans un moment.
    [too-many-redirects] Le serveur renvoie sans fin d’une adresse à une autre. Donnez l’adresse finale.
    [gone] Il n’y a rien à cette adresse. Vérifiez-la auprès de votre prestataire.
    [later] Le serveur demande de revenir plus tard. Réessayez dans un moment.
    [disk] La place manque ici pour lire ce flux. Rien n’est perdu : réessayez plus tard.
   *[status] Le serveur refuse de donner ce flux. Vérifiez qu’il s’ouvre sans mot de passe.
}
refusal-picture-unreadable = Ce fichier n’est pas une image que nous savons lire, ou il est abîmé. Choisissez une image JPEG, PNG, WebP ou GIF ; une capture d’écran convient toujours. Le reste est gardé.
refusal-picture-too-large = Cette image a trop de points pour être traitée ici : 24 millions au plus, 12 000 de côté. Réduisez-la, ou faites-en une capture d’écran. Le reste est gardé.
refusal-picture-too-heavy = Ce fichier dépasse 12 Mo. Choisissez une image plus légère, ou faites-en une capture d’écran. Le reste est gardé.
refusal-busy = D’autres images sont en train d’être préparées. Rien n’est perdu : revenez à la page précédente et renvoyez la vôtre dans quelques secondes.
refusal-too-fast = { $seconds ->
    [one] Vous allez plus vite que ce que le site accepte. Rien n’est perdu : attendez une seconde, puis renvoyez.
   *[other] Vous allez plus vite que ce que le site accepte. Rien n’est perdu : attendez { $seconds } secondes, puis renvoyez.
}
refusal-from-elsewhere = Cette demande ne venait pas d’une page de ce site, et par prudence nous ne l’avons pas suivie. Ouvrez la page ici et recommencez.
refusal-too-many = Il y en a déjà { $most } : retirez-en avant d’en ajouter.
refusal-bad-link = Cette adresse n’est pas une adresse du Web. Elle commence par https:// et nomme un site.
refusal-bad-address = Cette adresse ne s’ouvre pas depuis un navigateur. Écrivez une adresse du Web (https://…) ou, pour postuler, une adresse e-mail.
refusal-bad-number = Ce nombre n’est pas possible ici. Écrivez-le en chiffres, par exemple 1 850,50.
refusal-siret-length = Un SIRET a quatorze chiffres. Vérifiez qu’il n’en manque pas et qu’il n’y a pas de lettre.
refusal-siret-siren = Les neuf premiers chiffres (le SIREN) ne sont pas ceux d’une entreprise : il y a sans doute une faute de frappe.
refusal-siret-site = Le SIREN est bon, mais les cinq derniers chiffres ne sont pas ceux d’un de ses établissements : il y a sans doute une faute de frappe.
refusal-siret-taken = Une organisation a déjà ce SIRET ici. Si c’est la vôtre, demandez à ses responsables de vous inviter.
refusal-name-taken = Ce nom ne peut pas servir d’adresse ici. Complétez-le, par exemple avec une ville.
refusal-no-proof = Votre adresse e-mail n’est pas une adresse du site de cette organisation. L’équipe du site peut vérifier l’organisation autrement.
refusal-last-owner = C’est la dernière personne responsable de cette organisation. Donnez d’abord ce rôle à quelqu’un d’autre.
refusal-not-proven = L’offre est gardée, mais ne peut pas être publiée tant que l’organisation n’est pas vérifiée.
refusal-offer-unlawful = L’offre est gardée, mais pas publiée : elle dit quelque chose que la loi interdit. Le contrôle montre où, et comment le dire autrement.
refusal-offer-over = L’offre n’en est plus là : elle a changé d’état entre-temps. La voici telle qu’elle est.

# Les communautés : l’annuaire, une communauté, ses réglages.

## L’annuaire

rooms-title = Communautés
rooms-lead = On y pose une question, on y répond, on raconte. Chacune dit qui la lit.
rooms-all = Toutes les communautés
rooms-found = Les communautés trouvées
rooms-proposed = Proposées, pas encore ouvertes
rooms-proposed-all = Toutes celles qui sont proposées
rooms-next = Communautés suivantes
rooms-filters = Choisir parmi les communautés
rooms-filter-kind = Autour de quoi
rooms-filter-audience = Qui lit
rooms-filter-mine = Seulement les miennes
rooms-filter-send = Voir
rooms-filter-clear = Tout revoir
rooms-empty = Il n’y a pas encore de communauté ici. La première donne le ton.
rooms-empty-filtered = Aucune communauté ne répond à tout cela à la fois.
rooms-empty-filtered-way = Voir toutes les communautés
rooms-missing = Il en manque une ?
rooms-missing-create = Vous pouvez l’ouvrir tout de suite.
rooms-missing-propose = Proposez-la en quelques lignes. L’équipe vous répondra, avec une raison si c’est non.
rooms-create = Ouvrir une communauté
rooms-propose = Proposer une communauté

room-kind-all = Tout
room-kind-theme = Thème
room-kind-theme-hint = L’entretien, la reconversion, le premier emploi…
room-kind-trade = Métier
room-kind-trade-hint = Le bâtiment, le soin, le numérique…
room-kind-place = Lieu
room-kind-place-hint = Une ville, un bassin d’emploi.
room-kind-branch = Branche professionnelle
room-kind-branch-hint = Les métiers et les besoins d’un secteur, avec celles et ceux qui le connaissent.
room-kind-situation = Situation
room-kind-situation-hint = Ce que l’on vit en même temps que la recherche.

room-threads = { $count ->
    [one] { $count } fil
   *[other] { $count } fils
}
room-members = { $count ->
    [one] { $count } personne
   *[other] { $count } personnes
}
room-unanswered = { $count ->
    [one] { $count } question sans réponse
   *[other] { $count } questions sans réponse
}
room-last-post = dernier message le
room-young = toute nouvelle
room-joined = vous en êtes

## Une communauté

room-threads-title = Les fils
room-shows = Quels fils montrer
show-all = Tout
show-questions = Questions
show-unanswered = Sans réponse
show-experiences = Expériences
show-pinned = Épinglés
room-pinned-all = Tous les fils épinglés
room-ask = Ouvrir un fil
room-join = Rejoindre
room-leave = Quitter
room-sign-in = Se connecter pour écrire
room-settings = Réglages
room-empty = Personne n’a encore écrit ici, ou rien qui réponde à votre choix. Une première question aide souvent les suivantes.
room-empty-ask = Ouvrir un fil
room-empty-read = Il n’y a rien à lire ici pour l’instant.
room-managers = Qui anime
room-managers-none = Personne encore. L’équipe du site veille en attendant.
room-rules = Ce qui vaut ici
room-about = De quoi il s’agit
room-offers = Les offres à ce sujet
room-offers-feed = Flux Atom des offres à ce sujet
room-tags = On y parle de

room-state-proposed = en attente de réponse
room-state-proposed-text = Cette communauté est proposée, pas encore ouverte. Seules la personne qui la propose et l’équipe qui décide peuvent la voir.
room-state-declined = non retenue
room-state-declined-text = Cette proposition n’a pas été retenue. La personne qui l’a faite en a reçu la raison par e-mail.
room-decide = Que répondre à cette proposition ?
room-decide-open = L’ouvrir
room-decide-decline = Ne pas la retenir
room-decide-reason = Votre raison
room-decide-reason-hint = La personne qui propose la recevra par e-mail. Un refus en demande une.
room-decide-send = Répondre

room-entered = Vous lisez cette communauté par un acte inscrit au journal, jusqu’au
room-enter-title = Entrer dans cette communauté
room-enter-lead = Cette communauté ne s’adresse pas à vous. Vous pouvez y entrer pour une heure : votre nom, le moment et la raison seront inscrits au journal.
room-enter-reason = Pourquoi vous devez y entrer
room-enter-reason-hint = Un signalement, une urgence, une panne : ce qui s’est passé, en une phrase.
room-enter-send = Entrer

## Créer, proposer, régler

room-form-create-title = Ouvrir une communauté
room-form-create-lead = Elle sera ouverte dès que vous aurez envoyé ce formulaire.
room-form-create-send = Ouvrir
room-form-propose-title = Proposer une communauté
room-form-propose-lead = L’équipe vous répondra par e-mail, avec une raison si c’est non. En attendant, votre proposition n’est visible que de vous et de l’équipe.
room-form-propose-send = Proposer
room-form-settings-title = Réglages de la communauté
room-form-settings-lead = Ce que vous changez ici vaut tout de suite.
room-form-settings-send = Enregistrer
room-form-name = Nom
room-form-name-hint = Quelques mots que l’on comprend sans explication.
room-form-slug = Adresse
room-form-slug-hint = La fin du lien, en minuscules et sans accents : « premier-emploi ». Laissez vide, nous la tirerons du nom.
room-form-description = Ce que l’on y trouve
room-form-description-hint = Une ou deux phrases, que l’on lit dans la liste des communautés.
room-form-kind = Autour de quoi ?
room-form-trade = Le métier dont on y parle
room-form-trade-hint = Son nom, ou son code comme « K1304 » : sa page renverra ici. Laissez vide s’il y en a plusieurs.
room-form-place = Le lieu dont on y parle
room-form-place-hint = Une commune ou son code postal, un département, une région.
room-form-audience = Qui peut lire et écrire ?
room-form-rules = Ce qui vaut ici
room-form-rules-hint = Deux à quatre règles propres à cette communauté, une par ligne. Les règles communes valent déjà partout.
room-form-tags = Étiquettes habituelles
room-form-tags-hint = Séparées par des virgules. On les propose à qui ouvre un fil.

room-people-managers = Qui anime
room-people-managers-text = Ces personnes lisent tout ici, masquent un message avec une raison, ferment et épinglent un fil, et règlent cette page. Il en reste toujours une.
room-people-manager-handle = Confier l’animation à
room-people-manager-add = Confier l’animation
room-people-manager-remove = Retirer l’animation
room-people-handle-hint = Son identifiant, celui qui suit le @ : « nadia-ferhat ».
room-people-let-in = Qui peut entrer
room-people-let-in-text = Seules ces personnes et celles qui animent lisent cette communauté. Les autres ne savent pas qu’elle existe.
room-people-let-in-handle = Faire entrer
room-people-let-in-add = Faire entrer
room-people-let-out = Ne plus laisser entrer
room-people-nobody = Personne pour l’instant.

# Ce dont on est prévenu, ce que l’on suit, ce que l’on garde.

nav-notifications = Réponses
nav-notifications-waiting = à lire
notifications-title = Réponses
notifications-lead = Ce qui vous a été adressé, et ce que vous suivez : une ligne par fil, qui se lit en lisant le fil.
notifications-choose = Choisir ce qui vous est dit par e-mail
notifications-none = Rien pour l’instant. Quand on vous répondra, quand on s’adressera à vous, ce sera écrit ici.
notifications-read-all = Tout marquer comme lu
notifications-next = Plus anciennes
notifications-unread = Nouveau
notice-notifications-read = Tout est lu.

told-mentioned = { $name } s’adresse à vous.
told-quoted = { $name } répond à votre message.
told-answered = { $count ->
    [one] { $name } répond à votre fil.
   *[other] { $count } nouveaux messages dans votre fil, le dernier de { $name }.
}
told-solved = Votre réponse est retenue.
told-thanked = { $count ->
    [one] { $name } a un geste pour votre message.
   *[other] { $count } gestes pour vos messages, le dernier de { $name }.
}
told-followed = { $count ->
    [one] Un nouveau message de { $name }.
   *[other] { $count } nouveaux messages, le dernier de { $name }.
}
told-reminder = Vous vouliez y revenir aujourd’hui.

## Suivre

watch-thread = Me prévenir de ce fil
watch-room = Me prévenir de cette communauté
watch-tag = Me prévenir de cette étiquette
watch-all = De tout
watch-mine = De ce qui m’est adressé
watch-muted = De rien
notice-watch-all = C’est noté : vous serez prévenu ou prévenue de tout.
notice-watch-mine = C’est noté : vous serez prévenu ou prévenue de ce qui vous est adressé.
notice-watch-muted = C’est noté : vous ne serez plus prévenu ni prévenue.

## Où en étais-je ?

unread-from-here = Nouveaux messages
unread-first = Aller au premier message que vous n’avez pas lu
unread-row = Nouveaux messages
unread-row-about = dans « { $title } »
jump-title = Aller à une date
jump-label = Le jour
jump-go = Y aller

## Garder

bookmarks-title = Fils gardés
bookmarks-lead = Ce que vous voulez retrouver. Personne d’autre ne voit cette liste.
bookmarks-none = Aucun fil gardé. Sur la page d’un fil, « Garder ce fil » le mettra ici.
bookmark-keep = Garder ce fil
bookmark-kept = Fil gardé
bookmark-note = Une note pour vous
bookmark-note-hint = Vous seul, vous seule, la lisez.
bookmark-remind = Me le rappeler le
bookmark-reminds = rappel le
bookmark-send = Garder
bookmark-remove = Ne plus garder
bookmark-nowhere = Ce fil n’est plus à lire
notice-bookmarked = Le fil est gardé.
notice-bookmark-removed = Le fil n’est plus gardé.

## Ce que j’ai écrit

writings-title = Mes messages
writings-lead = Tout ce que vous avez écrit, le plus récent d’abord.
writings-none = Vous n’avez encore rien écrit. Une question, un mot de soutien : tout commence par là.
writings-next = Plus anciens
writing-opening = Vous avez ouvert ce fil
writing-reply = Votre réponse
writing-removed = retiré par vous
writing-hidden = masqué par l’animation

## Par e-mail

preferences-title = E-mails
preferences-lead = Sur le site, tout est dit aussitôt. Ici, choisissez ce qui vous vient aussi par e-mail.
preferences-direct = Ce qui m’est adressé : réponses, mentions, rappels
preferences-followed = Ce que j’ai choisi de suivre : fils, communautés, étiquettes
preferences-zone = Mon fuseau horaire
preferences-zone-hint = Pour que « le matin » soit le vôtre : Europe/Paris, Indian/Reunion…
mail-at_once = Aussitôt
mail-morning = Regroupé, chaque matin
mail-never = Jamais

stop-title = Ne plus recevoir ces e-mails
stop-thread-lead = Vous ne recevrez plus rien à propos de ce fil, ni par e-mail ni sur le site.
stop-followed-lead = Vous ne recevrez plus d’e-mail à propos de ce que vous suivez. Sur le site, rien ne change.
stop-all-lead = Vous ne recevrez plus d’e-mail à propos de ce qui vous est adressé, ni de ce que vous suivez. Sur le site, rien ne change.
stop-send = Ne plus recevoir
stop-thread-done = C’est fait. Vous ne serez plus prévenu ni prévenue de ce fil.
stop-followed-done = C’est fait. Vous ne recevrez plus d’e-mail à propos de ce que vous suivez.
stop-all-done = C’est fait. Vous ne recevrez plus d’e-mail à propos de ce qui vous est adressé, ni de ce que vous suivez.
stop-preferences = Revoir mes choix

## En direct

live-new = Nouveau message
live-changed = Un message a changé
live-show = Afficher

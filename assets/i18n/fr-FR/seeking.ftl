# Offres que l’on garde, alertes, offres que l’on fait suivre.
offers-mine = Pour vous
offers-quick = Répond en une semaine
offer-quick = Répond vite
offers-hidden = { $count ->
    [one] Une offre que vous avez masquée n’est pas montrée dans les listes.
   *[other] Les { $count } offres que vous avez masquées ne sont pas montrées dans les listes.
}
offers-hidden-way = Les revoir
offer-save = Garder
offer-unsave = Gardée : ne plus garder
offer-let-go = Ne plus garder
offer-hide = Masquer
offer-unhide = Montrer de nouveau
offer-relay = Faire suivre
notice-offer-saved = L’offre est gardée. Vous la retrouvez dans vos offres gardées.
notice-offer-not-saved = L’offre n’est plus gardée.
notice-offer-hidden = L’offre n’apparaîtra plus dans vos listes.
notice-offer-not-hidden = L’offre est de nouveau dans vos listes.
saved-offers-title = Offres gardées
saved-offers-lead = Vous seul ou vous seule les voyez ici. Une offre terminée le dit et reste lisible.
saved-offers-none = Vous n’avez encore gardé aucune offre. Le bouton « Garder » est sous chaque offre.
hidden-offers-title = Offres masquées
hidden-offers-lead = Elles ne sont plus montrées dans vos listes ni dans vos alertes.
hidden-offers-none = Vous n’avez masqué aucune offre.
hidden-offers-some = { $count ->
    [one] Une offre masquée
   *[other] { $count } offres masquées
}
marked-offer-gone = Cette offre a été retirée.
## Alertes
alerts-title = Alertes
alerts-lead = Ce que vous cherchez, et les organisations que vous suivez : les offres nouvelles vous sont annoncées ici et, si vous le voulez, par e-mail.
alerts-none = Aucune alerte pour l’instant. Cherchez parmi les offres, puis demandez à être prévenu ou prévenue des prochaines.
alerts-none-way = Voir les offres
alert-make = Me prévenir des prochaines
alert-new = Nouvelle
alert-found = { $count ->
    [one] Une nouvelle
   *[other] { $count } nouvelles
}
alert-found-here = { $count ->
    [one] Une offre nouvelle depuis votre dernière visite.
   *[other] { $count } offres nouvelles depuis votre dernière visite.
}
alert-found-none = Rien de nouveau depuis votre dernière visite.
alert-since = créée le
alert-search = Chercher autrement
alert-empty = Aucune offre ne correspond aujourd’hui. Vous serez prévenu ou prévenue dès la première.
alert-gone = Cette alerte ne trouve plus rien :
alert-settle = Régler l’alerte
alert-remove = Supprimer l’alerte
alert-new-crumb = Nouvelle alerte
alert-new-title = Être prévenu ou prévenue des prochaines offres
alert-new-lead = Une offre nouvelle qui correspond vous est annoncée dans vos notifications, dans l’heure.
alert-looks-for = Ce qui est cherché :
alert-name = Nom de l’alerte
alert-name-hint = Pour vous y retrouver. Personne d’autre ne le voit.
alert-letters = Par e-mail aussi
alert-letters-morning = Chaque matin où il y a du nouveau
alert-letters-weekly = Le lundi matin
alert-letters-never = Jamais, seulement ici
alert-send = Créer l’alerte
alert-save = Enregistrer
alert-then = Vos alertes sont à vous : ni les organisations, ni les conseillers et conseillères ne les voient.
alert-then-stop = Chaque e-mail porte un lien qui arrête l’alerte en un geste.
notice-alert-made = L’alerte est créée. Les prochaines offres vous seront annoncées.
notice-alert-changed = L’alerte est réglée.
notice-alert-removed = L’alerte est supprimée.
notice-organisation-followed = Vous suivez cette organisation : ses prochaines offres vous seront annoncées.
organisation-follow = Suivre ses offres
organisation-following = Vous suivez ses offres
organisation-follow-settle = Régler
organisation-unfollow = Ne plus suivre
told-alert = { $count ->
    [one] Une offre nouvelle correspond à ce que vous cherchez.
   *[other] { $count } offres nouvelles correspondent à ce que vous cherchez.
}
letter-alert-subject = Offres nouvelles : { $title }
letter-alert-p1 = Voici ce qui est nouveau pour votre alerte « { $title } ».
letter-alert-button = Tout voir
letter-alert-footer = Vous recevez cet e-mail parce que vous avez créé une alerte sur { $site }. Vos alertes sont sur votre compte, à la page « Alertes ».
letter-alert-stop = Ne plus recevoir d’e-mail de cette alerte
stop-alert-lead = Vous ne recevrez plus d’e-mail de cette alerte. Elle continue sur le site.
stop-alert-done = C’est fait. Cette alerte ne vous écrira plus par e-mail ; elle continue sur le site.
## Faire suivre
relay-title = Faire suivre une offre
relay-card = L’offre dont il s’agit
relay-talked = On en parle dans
relay-to = À qui
relay-to-hint = Une communauté dont vous êtes membre, où l’on pourra en parler ; ou une personne avec qui vous êtes en contact.
relay-choose = Choisir
relay-rooms = Communautés
relay-people = Personnes
relay-words = Votre mot
relay-words-hint = Pourquoi cette offre, et pour qui. Le lien vers l’offre est ajouté.
relay-send = Faire suivre
relay-nowhere = Il n’y a encore aucune communauté ni aucune personne à qui la faire suivre. Rejoignez une communauté, ou entrez en contact avec quelqu’un.
relay-nowhere-way = Voir les communautés
relay-then-room = Dans une communauté, un fil s’ouvre avec votre mot et l’offre. Quand elle est pourvue, le fil le dit.
relay-then-person = À une personne, c’est un message dans votre conversation.
notice-offer-relayed = L’offre est passée, avec votre mot.
data-held-alerts = Vos alertes, et les organisations que vous suivez
data-held-offer-marks = Les offres que vous gardez, et celles que vous masquez
data-field-asked = Ce qui est cherché
data-field-organisation = Organisation
data-field-letters = E-mails
data-field-looked-at = Cherché jusqu’au

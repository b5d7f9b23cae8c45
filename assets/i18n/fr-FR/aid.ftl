# L’entraide : demander, offrir, répondre, remercier ; et donner de son temps.

aid-title = Entraide
aid-lead = Faire relire un CV, s’entraîner à un entretien, trouver une voiture pour y aller : ici on demande un coup de main, et on en offre.
aid-ask = Demander de l’aide
aid-offer = Offrir de l’aide
aid-sign-in = Se connecter pour demander ou offrir
aid-from-rooms = Un coup de main précis, avec une date et un lieu ?
aid-from-rooms-way = Voir l’entraide
home-first-aid = Demander un coup de main, ou en offrir un.
home-first-aid-way = Voir l’entraide
aid-for-you = Ce qui va avec vos demandes et vos offres
aid-for-you-rule = Même genre d’aide, et même métier, même lieu ou assez près : la raison est dite à chaque fois. Parmi les plus récentes, la dernière publiée d’abord. Aucune note, aucun classement.
aid-open = En ce moment
aid-found = Ce qui correspond
aid-rule = Tout ce qui est ouvert et que vous pouvez lire, le plus récent d’abord.
aid-next = Plus anciennes
aid-empty = Personne ne demande ni n’offre rien pour l’instant. La première demande donne souvent envie aux autres.
aid-empty-filtered = Rien d’ouvert qui corresponde à ces choix.
aid-empty-filtered-way = Tout voir
aid-filters = Choisir parmi les demandes et les offres
aid-filter-direction = Demande ou offre
aid-filter-kind = Genre d’aide
aid-filter-trade = Métier
aid-filter-near = Autour de
aid-filter-km = Kilomètres
aid-filter-remote = À distance
aid-all = Peu importe

aid-direction-request = Demande
aid-direction-request-hint = Vous cherchez de l’aide.
aid-direction-offer = Offre
aid-direction-offer-hint = Vous proposez la vôtre.
aid-kind-proofreading = Relecture d’un CV, d’une lettre
aid-kind-interview = Entraînement à l’entretien
aid-kind-trade_question = Question sur un métier
aid-kind-car_sharing = Covoiturage
aid-kind-moral_support = Soutien moral
aid-kind-tools = Outils et logiciels
aid-state-open = Ouverte
aid-state-taken = Quelqu’un s’en occupe
aid-state-done = Terminée
aid-state-expired = Arrivée à son terme
aid-remote = à distance
aid-until = jusqu’au
aid-until-label = Jusqu’au
aid-trade = Métier
aid-where = Où
aid-around = { $place }, et jusqu’à { $km } km
aid-slots = Quand cela conviendrait
aid-hour = { $hour } h { $minute }
aid-slot = { $day }, de { $from } à { $until }
aid-goes-with = Va avec « { $mine } » :
aid-why-trade = même métier : { $trade }
aid-why-place = même lieu : { $place }
aid-why-km = à { $km } km
aid-why-remote = à distance, comme vous

## Une demande, une offre, et ce qui s’y dit à deux

aid-answers = Les réponses
aid-answers-rule = Chaque réponse n’est lue que par vous et par la personne qui l’a écrite. Retenez-en une : les autres personnes en seront prévenues, avec vos remerciements.
aid-answers-none = Pas encore de réponse. Vous en serez prévenu ou prévenue dès qu’il y en aura une.
aid-my-answer = Entre vous deux
aid-answer-of-me = Votre réponse
aid-you = Vous
aid-answer-asked = vous lui avez demandé
aid-answer-waiting = attend votre choix
aid-answer-accepted = vous l’avez retenue
aid-answer-declined = vous avez dit non, merci
aid-mine-asked = On vous le demande
aid-mine-waiting = Votre réponse attend
aid-mine-accepted = Votre réponse est retenue
aid-mine-declined = Quelqu’un d’autre s’en occupe
aid-accept = Retenir cette réponse
aid-decline = Dire non, merci
aid-reconsider = Revenir sur ce choix
aid-take-back = Retirer ma réponse
aid-cannot = Dire que je ne peux pas
aid-write = Lui écrire
aid-write-send = Envoyer
aid-compose-request = Proposer votre aide
aid-compose-offer = Répondre à cette offre
aid-compose-hint = Dites ce que vous pouvez, et quand. Vous pourrez vous écrire ici une fois votre réponse retenue.
aid-reads = Ce que vous écrivez sera lu par : { $name } et vous, personne d’autre.
aid-thank-title = C’est fait ?
aid-thank-label = Un mot de remerciement
aid-thank-hint = Lu par vous deux. Vous pouvez aussi dire merci sans un mot de plus.
aid-thank-send = Dire merci, c’est fait
aid-thanked = Merci dit, c’est fait.
aid-givers = Ces personnes donnent de leur temps
aid-givers-rule = Même genre d’aide, et même métier, même lieu ou assez près ; les dernières à s’être proposées d’abord. Elles liront votre demande et pourront dire non.
aid-giver-ask = Lui demander
aid-yours = Ce que vous pouvez faire
aid-edit = Modifier
aid-close = Clore, ce n’est plus d’actualité
aid-reopen = Rouvrir
aid-withdraw = Retirer, avec ses mots
aid-kept = Une fois terminée, elle n’est plus lue que par vous et par les personnes qui vous ont répondu. Ses mots sont effacés trois mois après.

## Le formulaire

aid-form-new-title = Demander ou offrir de l’aide
aid-form-new-send = Publier
aid-form-edit-title = Modifier
aid-form-edit-send = Enregistrer
aid-form-lead = Quelques lignes suffisent : ce dont il s’agit, pour quand, et où. On vous répondra en privé.
aid-form-direction = Vous voulez
aid-form-kind = De quoi s’agit-il ?
aid-form-name = En une ligne
aid-form-name-hint = Par exemple : « Relire mon CV avant lundi ».
aid-form-body = Un peu plus
aid-form-body-hint = N’écrivez ici ni adresse ni téléphone : vous les donnerez en privé à la personne retenue.
aid-form-audience = Qui peut la lire et y répondre
aid-audience-public = Tout le monde, même sans compte
aid-audience-public-hint = Ce que vous écrivez sera lu par : toute personne, même sans compte. Il en faut un pour répondre.
aid-audience-members = Les personnes qui ont un compte
aid-audience-members-hint = Ce que vous écrivez sera lu par : toute personne qui a un compte ici, et personne d’autre.
aid-audience-seekers = Les personnes en recherche d’emploi
aid-audience-seekers-hint = Ce que vous écrivez sera lu par : les personnes en recherche d’emploi, personne d’autre.
aid-form-trade-hint = Son nom, ou son code comme « K1304 », si cela compte.
aid-form-place = Lieu
aid-form-km = Jusqu’à combien de kilomètres
aid-form-remote = Cela peut se faire à distance
aid-form-slots-hint = Jusqu’à cinq. Ce sont des propositions : vous vous mettrez d’accord par écrit.
aid-form-day = Créneau { $number }
aid-form-from = De
aid-form-to = À
aid-form-until-hint = Ce jour compris, dans les trois mois. Sans date : trente jours.

## Les miennes, et le don de temps

aid-mine-title = Mon entraide
aid-mine-entries = Ce que j’ai demandé et offert
aid-mine-none = Vous n’avez rien demandé ni offert. Demander est déjà une façon de participer.
aid-mine-answers = Ce à quoi j’ai répondu
aid-mine-answers-none = Vous n’avez encore répondu à personne. Un quart d’heure suffit souvent.
aid-mine-answers-way = Voir les demandes
aid-pledge-title = Don de temps
aid-pledge-why = Dites ce que vous savez faire et combien d’heures vous donnez par semaine : on pourra vous le demander, jamais plus.
aid-pledge-way = Donner de mon temps
aid-pledge-change = Changer
aid-pledge-end = Ne plus donner
aid-pledge-given = { $hours ->
    [one] Vous donnez une heure par semaine, pour :
   *[other] Vous donnez { $hours } heures par semaine, pour :
}
aid-pledge-week = Cette semaine, vous avez accordé { $used }.
aid-pledge-full = C’est autant que vous donnez : on ne vous proposera plus à personne avant lundi.
aid-pledge-alone = Vous seul, vous seule, le lisez.
aid-pledge-lead = Les personnes qui demandent ce genre d’aide verront que vous en donnez. Chaque aide convenue compte pour la durée de son premier créneau, ou pour une heure.
aid-pledge-kinds = L’aide que je donne
aid-pledge-hours = Heures par semaine, au plus
aid-pledge-hours-hint = De 1 à 10. Arrivé là, plus personne ne vous est envoyé cette semaine.
aid-pledge-quiet = Quand ne rien me dire
aid-pledge-quiet-hint = Ce qui arrive pendant ces heures et ces jours vous est dit après, à votre heure locale.
aid-pledge-reads = Votre nom et la raison (« même métier », « à 12 km ») seront lus par : les personnes dont la demande va avec ce que vous donnez. Ni vos heures ni vos jours.
aid-pledge-send = Donner ce temps
weekday-1 = Lundi
weekday-2 = Mardi
weekday-3 = Mercredi
weekday-4 = Jeudi
weekday-5 = Vendredi
weekday-6 = Samedi
weekday-7 = Dimanche

## Ce qui vient d’être fait

notice-aid-opened = C’est publié. Vous serez prévenu ou prévenue de chaque réponse.
notice-aid-edited = C’est modifié.
notice-aid-withdrawn = C’est retiré : plus personne ne le lit, et ses mots seront effacés demain.
notice-aid-reopened = C’est de nouveau ouvert.
notice-aid-answered = Votre réponse est envoyée. Elle n’est lue que par vous deux.
notice-aid-written = C’est envoyé.
notice-aid-asked = C’est demandé. Cette personne peut répondre, ou dire qu’elle ne peut pas.
notice-aid-accepted = Vous avez retenu cette réponse. Vous pouvez maintenant vous écrire.
notice-aid-declined = C’est dit, avec vos remerciements.
notice-aid-reconsidered = Cette réponse attend de nouveau votre choix.
notice-aid-answer-back = C’est fait.
notice-aid-closed = C’est clos. Les personnes concernées en sont prévenues.
notice-aid-thanked = Votre merci est dit. C’est terminé.
notice-pledged = C’est noté. Merci pour ce temps.
notice-pledge-ended = Vous ne donnez plus de votre temps.

refusal-own-aid = C’est vous qui avez écrit cela : la réponse viendra de quelqu’un d’autre.
refusal-aid-answered = Vous avez déjà répondu. Votre réponse est ci-dessus ; vous pouvez la retirer.
refusal-aid-taken = Quelqu’un vient d’être retenu : on n’y répond plus. Rien d’autre n’a changé, et vos mots ne sont pas partis.
refusal-aid-over = C’est terminé, ou personne n’a encore été retenu. Vos mots ne sont pas partis.
refusal-bad-slot = Chaque créneau a un jour à venir, une heure de début et une heure de fin, plus tard. Complétez-le, ou videz sa ligne.
refusal-always-quiet = Laissez au moins un jour où l’on puisse vous dire quelque chose ; ou cessez de donner, sur la page précédente.

## Ce dont on est prévenu, et la lettre

told-aid-answered = { $name } vous répond.
told-aid-asked = { $name } vous demande si vous pouvez aider.
told-aid-accepted = { $name } retient votre réponse : vous pouvez vous écrire.
told-aid-declined = { $name } vous remercie : quelqu’un d’autre s’en occupe.
told-aid-written = { $name } vous écrit.
told-aid-reopened = C’est de nouveau ouvert : votre réponse compte encore.
told-aid-left = { $name } ne peut pas donner suite.
told-aid-closed = { $name } a clos : ce n’est plus d’actualité.
told-aid-thanked = { $name } vous dit merci.
told-aid-expired = C’est arrivé à son terme.

letter-aid-subject = Entraide : quelque chose vous attend
letter-aid-p1 = Quelque chose de nouveau vous attend dans l’entraide. Ce qui s’y dit ne sort pas par e-mail.
letter-aid-button = Aller lire
letter-aid-footer = Vous recevez cet e-mail parce que vous avez demandé, offert ou répondu dans l’entraide sur { $site }. Vos choix sont sur votre compte, à la page « E-mails ».
letter-aid-stop = Ne plus recevoir ces e-mails

## Mes données

data-held-aid-requests = Ce que vous avez demandé et offert dans l’entraide
data-held-aid-answers = À quoi vous y avez répondu, ou ce qu’on vous y a demandé
data-held-aid-messages = Ce que vous y avez écrit à une personne
data-held-pledges = Votre don de temps, et quand ne rien vous dire
data-kept-aid = Tant que c’est ouvert, puis trois mois ; un jour après que vous l’avez retiré
data-field-audience = Qui lit
data-field-counted-on = Compté le
data-field-direction = Demande ou offre
data-field-hours = Heures par semaine
data-field-kinds = Genres d’aide
data-field-km = Kilomètres
data-field-minutes = Minutes comptées
data-field-quiet-days = Jours où ne rien dire
data-field-quiet-from = Ne rien dire à partir de
data-field-quiet-until = Ne rien dire jusqu’à
data-field-remote = À distance
data-field-slots = Créneaux
data-field-thanked-at = Merci dit le
data-field-thanks = Merci
data-field-trade = Métier

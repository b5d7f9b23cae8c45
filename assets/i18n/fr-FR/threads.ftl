# Les fils : listes, conversation, formulaires.

## Dans une liste

row-replies = { $count ->
    [one] { $count } réponse
   *[other] { $count } réponses
}
row-last-reply = dernière réponse le
list-threads = Les fils
list-next = Fils suivants
list-follow = Suivre autrement
list-feed = Flux Atom
list-empty-way = Voir les communautés
list-unanswered-title = Questions sans réponse
list-unanswered-lead = Ces personnes attendent un premier mot. Nul besoin de tout savoir : une piste aide déjà.
list-unanswered-empty = Toutes les questions que vous pouvez lire ont reçu une réponse.
list-tag-title = Étiquette « { $name } »
list-tag-lead = Ce qui s’en dit dans les communautés que vous pouvez lire.
list-tag-empty = Rien ne porte cette étiquette parmi ce que vous pouvez lire.

## La conversation

thread-conversation = La conversation
thread-withdrawn-title = Fil retiré de la lecture
thread-solution = La réponse retenue
thread-empty-question = Personne n’a encore répondu. Dire que l’on a vécu la même chose, ou à qui s’adresser, c’est déjà une réponse.
thread-empty-discussion = Personne n’a encore réagi. Votre avis ouvrira la conversation.
thread-empty-experience = Personne n’a encore réagi. Une question, ou un merci, encourage à raconter la suite.
thread-empty-announcement = Pas encore de réaction.
thread-prev = Messages précédents
thread-next = Messages suivants
thread-feed = Suivre par flux Atom
thread-edited = Ce qui a changé dans le titre
thread-care = Ce fil
thread-edit = Modifier le titre et les étiquettes
thread-close = Fermer le fil
thread-reopen = Rouvrir le fil
thread-pin = Épingler en haut de la communauté
thread-unpin = Ne plus épingler
context-room = La communauté

post-opening = Le premier message
post-by = Message de : { $name }
post-link = Lien vers ce message, écrit le
post-edited = modifié le
post-is-solution = Réponse retenue
post-answers = En réponse à { $name }
post-answers-someone = En réponse à ce message
post-quote = Citer
post-solve = Retenir cette réponse
post-unsolve = Ne plus retenir cette réponse
post-edit = Modifier
post-remove = Retirer ce message
post-restore = Remettre mon message
post-hide = Masquer
post-show = Montrer de nouveau
post-more = Plus
post-more-about = sur le message de : { $name }
post-unfold = Relire le message
post-removed = Message retiré par la personne qui l’avait écrit.
post-removed-mine = Vous avez retiré ce message. Vous pouvez le remettre.
post-hidden = Message masqué par l’animation.
post-hidden-mine = Votre message est masqué : vous le lisez encore, ainsi que l’animation, et personne d’autre.
post-hidden-reason = La raison :
post-muted = Message replié : vous avez choisi de ne plus lire cette personne.
post-muted-way = Revoir ce choix

## Les trois gestes

gestures = Gestes
gesture-thanks = Merci
gesture-bravo = Bravo
gesture-relay = Relais
gesture-to = à { $name }
gesture-thanks-by = { $count ->
    [one] { $names } dit merci
   *[other] { $names } disent merci
}
gesture-bravo-by = { $name } dit bravo :
# Le navigateur pose les guillemets ; voici ce qu’ils entourent.
gesture-bravo-words = {"\u202F"}{ $words }{"\u202F"}
gesture-relay-by = { $count ->
    [one] { $names } fait le relais
   *[other] { $names } font le relais
}

## Un geste qui demande un mot de plus

act-bravo-title = Un bravo se dit avec une phrase
act-bravo-lead = Rien n’est perdu : il manque seulement ce que vous avez trouvé bien.
act-bravo-label = Bravo pour quoi ?
act-bravo-hint = Une phrase, que liront les mêmes personnes que le message.
act-bravo-send = Dire bravo
act-hide-title = Masquer se fait avec une raison
act-hide-lead = Le message est toujours visible. La personne qui l’a écrit lira votre raison.
act-hide-label = Pourquoi masquer ce message ?
act-hide-hint = La personne qui l’a écrit lira ces mots. Dites ce qui gêne et ce qui permettrait de le montrer de nouveau.
act-hide-send = Masquer

## Écrire

compose-title = Répondre
compose-label = Votre réponse
compose-hint = Une ligne vide sépare les paragraphes ; @ et un identifiant s’adressent à quelqu’un.
compose-send = Envoyer la réponse
compose-unquote = Ne plus citer
compose-mentions = Personnes à qui s’adresser
compose-mentions-count = Personnes proposées : { $count }
compose-preview = Relire avant d’envoyer
compose-write = Continuer d’écrire
compose-preview-refused = L’aperçu n’est pas disponible pour l’instant. Vos mots sont toujours là : vous pouvez continuer d’écrire, ou envoyer.
no-compose-visitor = Pour répondre, il faut un compte. Lire n’en demande pas.
no-compose-closed = Ce fil est fermé : on peut le lire, plus y répondre. Si le sujet vous concerne, vous pouvez ouvrir un fil dans la même communauté.
no-compose-unconfirmed = Vous pourrez écrire dès que votre adresse e-mail sera confirmée. Ouvrez le lien que nous vous avons envoyé, ou demandez-en un autre depuis votre compte.
no-compose-suspended = Vous pouvez lire, mais pas écrire pour l’instant. La raison et la date de fin sont sur la page de votre compte.
no-compose-audience = Vous lisez cette communauté sans pouvoir y écrire.

thread-new-title = Ouvrir un fil
thread-new-lead = Écrivez comme vous parlez. Un titre clair et votre situation en quelques lignes suffisent.
thread-new-send = Publier
thread-form-title = Titre
thread-form-title-hint = Votre question, ou votre sujet, en une phrase.
thread-form-kind = Que voulez-vous faire ?
thread-form-body = Votre message
thread-form-body-hint = Ce que vous vivez, ce que vous avez déjà essayé, ce qui vous aiderait. Évitez les noms, les numéros, tout ce qui ne regarde que vous.
thread-form-tags = Étiquettes
thread-form-tags-hint = Cinq au plus, séparées par des virgules. Elles aident à retrouver votre fil.
thread-form-tags-usual = Cinq au plus, séparées par des virgules. Ici, souvent : { $tags }.
thread-edit-title = Modifier le fil
thread-edit-lead = Le message lui-même se modifie à part. L’ancien titre reste dans l’historique, que vous et l’animation pouvez lire.

post-edit-title = Modifier le message
post-edit-body = Le message
edit-reason = Pourquoi ce changement
edit-reason-hint = Un mot pour celles et ceux qui ont déjà lu : « précision sur les horaires ».
edit-send = Enregistrer

## L’historique

history-title = Ce qui a changé
history-lead = Le plus récent d’abord. Ce qui est barré a été retiré, ce qui est souligné a été ajouté. Seules la personne qui a écrit et l’animation lisent cette page.
history-edit = Modification du
history-by = par { $name }
history-reason = Raison donnée : { $reason }
history-del = Retiré :
history-ins = Ajouté :
history-empty = Rien n’a changé depuis que ces mots ont été écrits.
history-back = Revenir au fil

# Les mises en relation : demander, répondre, s’écrire à deux, présenter quelqu’un.

contacts-title = Mises en relation
contacts-lead = Ce que l’on vous a demandé. Personne d’autre que vous deux ne le lit.
contacts-sent-way = Voir ce que vous avez demandé
contacts-sent-title = Mes demandes
contacts-sent-none = Vous n’avez rien demandé à personne. Sur la page d’une personne, « Demander quelque chose » commence une mise en relation.
contacts-awaiting = En attente de votre réponse
contacts-answered = Déjà répondu
contacts-none = Personne ne vous a rien demandé. Un profil montré aux bonnes personnes aide à être trouvé.
contacts-none-way = Choisir qui voit mon profil
contacts-from-title = Qui peut me demander quelque chose
contacts-from-legend = Peuvent me demander
contacts-from-members = Toute personne connectée
contacts-from-members-hint = Avec des limites : quelques demandes par jour et par personne, dix en attente au plus chez vous.
contacts-from-peers = Les personnes en recherche d’emploi et les conseillers ou conseillères
contacts-from-peers-hint = Personne qui recrute.
contacts-from-recruiters = Les personnes qui recrutent
contacts-from-recruiters-hint = Celles que la plateforme a confirmées, et elles seules.
contacts-from-nobody = Personne
contacts-from-nobody-hint = Le lien disparaît de votre page. Ce qui est déjà ouvert continue.
contacts-from-save = Garder ce choix
notice-contacts-from = C’est noté.

purpose-trade_question = Une question sur un métier
purpose-trade_question-hint = Par exemple : « Comment se passe une nuit dans votre service ? »
purpose-proofreading = Une relecture
purpose-proofreading-hint = Par exemple : « Pourriez-vous relire ma lettre avant lundi ? »
purpose-introduction = Une rencontre
purpose-introduction-hint = Par exemple : « J’aimerais échanger vingt minutes avec vous sur votre reconversion. »
purpose-offer = Un poste à proposer
purpose-offer-hint = Dites lequel, où, pour quel contrat et quel salaire : la réponse viendra plus vite.
purpose-other = Autre chose
purpose-other-hint = Dites quoi dans le message.

contact-ask = Demander quelque chose
contact-beside = Entre vous deux
contact-new-crumb = Demander
contact-new-title = Demander quelque chose à { $name }
contact-new-lead = Une demande a un but et un message. { $name } accepte, refuse, répond plus tard, et vous le savez.
contact-purpose = Pourquoi
contact-message = Votre message
contact-message-hint = Ce que vous demandez, ce qui vous amène vers cette personne, et d’ici quand.
contact-reads = Sera lu par { $name }, avec votre nom, et par personne d’autre.
contact-reads-organisation = Sera lu par { $name }, avec votre nom et celui de votre organisation, et par personne d’autre.
contact-send = Envoyer la demande
contact-cancel = Ne rien envoyer
contact-then-title = Et ensuite ?
contact-then-answer = { $name } reçoit un rappel après trois jours, puis sept. Accepter ouvre une conversation à deux.
contact-then-silence = Sans réponse au bout de quatorze jours, la demande se ferme et vous êtes au courant : ce n’est pas un refus.
contact-then-refusal = Après un refus, la même demande ne peut pas revenir avant trois mois.

contact-title = Avec { $name }
contact-by-me = Vous avez demandé
contact-introduced = Une personne qui vous connaît tous les deux vous a présentés.
contact-why = { $name } vous écrit à partir de votre page ici, dans ce but et pas un autre. Cette personne voit seulement ce que votre profil lui montre. Vous pouvez refuser sans dire pourquoi ; un refus s’efface au bout de trois mois, et tout ce qui est gardé de vous est sur la page « Mes données ».
contact-row-received = { $purpose }, de { $name }
contact-row-sent = { $purpose }, à { $name }
contact-received-waiting = Attend votre réponse
contact-received-later = Vous répondrez à partir du
contact-received-accepted = Vous avez accepté
contact-received-refused = Vous avez refusé
contact-received-closed = C’est terminé
contact-sent-waiting = En attente d’une réponse
contact-sent-later = La réponse viendra à partir du
contact-sent-accepted = Acceptée
contact-sent-refused = Refusée
contact-sent-closed = C’est terminé
contact-sent-withdrawn = Vous l’avez retirée
contact-reason = La raison donnée :
contact-reason-mine = La raison que vous avez donnée à { $name } :
contact-no-reason = Aucune raison n’est donnée. Cela ne dit rien de vous.
contact-no-reason-mine = Vous n’avez pas donné de raison.
contact-silence = { $name } n’a pas répondu en quatorze jours. Ce n’est pas un refus : vous pouvez demander de nouveau, ou chercher quelqu’un d’autre.
contact-ended = La conversation est terminée. Vous pouvez tous les deux la relire ; on n’y écrit plus, et plus rien de vos profils n’y est donné.
contact-kept = S’efface le

contact-answer-title = Votre réponse
contact-give-legend = Ce que vous donnez à { $name } en acceptant
contact-give-hint = Rien n’est coché d’avance. Avec ce que vous donnez, cette personne voit aussi votre projet et vos savoir-faire. Tout se reprend quand vous voulez.
contact-accept = Accepter
contact-refuse = Refuser
contact-refuse-reason = Une raison
contact-refuse-hint = { $name } la lira. Sans raison, cette personne saura seulement que c’est non.
contact-put-off = Répondre plus tard
contact-until = À partir du
contact-until-hint = { $name } le saura. Trois mois au plus après la demande.
contact-block = Mettre à distance
contact-block-hint = Mettre à distance : pour { $name }, c’est un refus sans raison, et vous ne recevrez plus rien de cette personne.
contact-reconsider = Revenir sur ce refus
contact-withdraw = Retirer ma demande

contact-conversation = La conversation
contact-conversation-none = Vous pouvez vous écrire. Le premier mot est souvent le plus simple : ce que { $name } propose, ou demande.
contact-older = Messages plus anciens
contact-me = Vous
contact-write = Écrire à { $name }
contact-write-hint = Markdown est accepté.
contact-two = Sera lu par { $name } et vous, personne d’autre.
contact-page-of = La page de { $name }
contact-end = Terminer la conversation
contact-end-hint = Vous pourrez encore la relire trois mois, l’un et l’autre. Ce que vous donnez de vos profils est repris aussitôt.
contact-given-title = Ce que vous donnez de votre profil
contact-given-nothing = Vous ne donnez rien à { $name } en particulier.
contact-take-back = Reprendre
contact-give = Donner : { $field }
contact-nothing-to-give = Votre profil n’a rien à donner à part pour l’instant : ni nom complet, ni photo, ni commune, ni coordonnées.
contact-nothing-to-give-way = Les écrire
contact-given-to-me = { $name } vous donne :
contact-given-to-me-way = Voir sur sa page
contact-given-to-me-nothing = { $name } ne vous donne rien de son profil en ce moment. Ce qui avait été donné a pu être repris : la conversation continue, et rien de ce qui y est écrit n’est perdu.

notice-contact-asked = Votre demande est envoyée.
notice-contact-withdrawn = Votre demande est retirée.
notice-contact-accepted = C’est accepté : vous pouvez vous écrire.
notice-contact-refused = C’est refusé, et dit.
notice-contact-reconsidered = Le refus est retiré : la demande attend de nouveau votre réponse.
notice-contact-later = C’est noté : nous vous le rappellerons ce jour-là.
notice-contact-blocked = C’est refusé, et cette personne est à distance.
notice-contact-written = Votre message est envoyé.
notice-contact-given = C’est donné.
notice-contact-taken-back = C’est repris : cette personne ne le voit plus.
notice-contact-over = La conversation est terminée.

## Présenter deux personnes

introduce-way = Présenter cette personne à quelqu’un
introduce-crumb = Présenter
introduce-title = Présenter { $name } à quelqu’un
introduce-lead = Vous pensez que ces deux personnes gagneraient à se parler. Chacune lit votre message et le nom de l’autre, rien de plus ; si toutes les deux disent oui, elles peuvent s’écrire.
introduce-to = À qui
introduce-to-hint = Son identifiant, sur sa page, juste après le @.
introduce-message = Ce que vous leur dites
introduce-message-hint = Le même message pour les deux : n’y mettez que ce que l’une peut savoir de l’autre.
introduce-reads = Sera lu par ces deux personnes, et par personne d’autre.
introduce-send = Proposer
introduction-title = Une présentation
introduction-row = { $name } voudrait vous présenter quelqu’un
introduction-with = On voudrait vous présenter { $name }
introduction-rule = Si vous et { $name } dites oui, vous pourrez vous écrire. Sinon, rien ne dira qui a dit non.
introduction-consent = Oui, volontiers
introduction-refuse = Non merci
introduction-change = Finalement, non
introduction-said-yes = Vous avez dit oui. Nous attendons l’autre réponse.
introduction-is-made = Vous avez dit oui tous les deux : la conversation est dans vos mises en relation.
introduction-not-made = La présentation n’a pas eu lieu. Rien n’a été dit de plus à personne.
introductions-mine = Les présentations que vous avez proposées
introduction-mine-waiting = En attente
introduction-mine-accepted = Oui des deux côtés
introduction-mine-refused = N’a pas eu lieu
introduction-mine-closed = Sans réponse
notice-introduction-proposed = C’est proposé aux deux.
notice-introduction-made = C’est oui des deux côtés : vous pouvez vous écrire.
notice-introduction-consented = C’est noté. Vous saurez si la présentation a lieu.
notice-introduction-refused = C’est noté.

## Comment une organisation répond

habits-title = Réponses
habits-answers = { $organisation } a répondu à { $answered } % de { $asked } demandes en trois mois, le plus souvent { $delay }.
habits-silent = { $organisation } n’a encore répondu à aucune de { $asked } demandes en trois mois.
habits-within-the-hour = en moins d’une heure
habits-hours = { $count ->
    [one] en une heure
   *[other] en { $count } heures
}
habits-days = { $count ->
    [one] en un jour
   *[other] en { $count } jours
}

## Ce dont on est prévenu

told-contact-asked = { $name } vous demande quelque chose.
told-contact-reminder = { $name } attend votre réponse.
told-contact-accepted = { $name } accepte : vous pouvez vous écrire.
told-contact-refused = { $name } ne donne pas suite.
told-contact-later = { $name } répondra plus tard.
told-contact-written = { $name } vous écrit.
told-contact-closed = Pas de réponse en quatorze jours : la demande est fermée. Ce n’est pas un refus.
told-contact-ended = { $name } a terminé la conversation.
told-introduction-asked = { $name } voudrait vous présenter quelqu’un.
told-introduction-reminder = { $name } attend votre réponse.
told-introduction-made = C’est oui des deux côtés.
told-introduction-over = La présentation n’a pas eu lieu.

letter-contact-subject = Mises en relation : quelque chose vous attend
letter-contact-p1 = Quelque chose de nouveau vous attend dans vos mises en relation. Ce qui s’y dit ne sort pas par e-mail.
letter-contact-button = Aller lire
letter-contact-footer = Vous recevez cet e-mail parce qu’une personne s’adresse à vous sur { $site }, ou vous répond. Vos choix sont sur votre compte, à la page « E-mails ».
letter-contact-stop = Ne plus recevoir ces e-mails

refusal-takes-no-contact = Nous ne trouvons personne de ce nom à qui vous puissiez le proposer. Vérifiez l’identifiant sur la page de la personne, juste après le @. Le reste est gardé.
refusal-contact-open = Quelque chose est déjà ouvert entre ces deux personnes : une demande, une conversation. Tout est sur la page « Mises en relation ». Vos mots sont gardés ici.
refusal-contact-refused-lately = Cette personne a refusé la même demande il y a moins de trois mois. Laissez-lui ce temps ; vos mots sont gardés ici.
refusal-contacts-today = Vous avez fait { $most } demandes en vingt-quatre heures, et c’est la limite : elle protège tout le monde. Vos mots sont gardés ici ; renvoyez demain.
refusal-many-contacts-wait = Cette personne a déjà beaucoup de demandes. Vos mots sont gardés ici ; renvoyez dans quelques jours.
refusal-contact-accepted = Cela vient d’être accepté, ici ou dans un autre onglet. Rien n’a été changé : voici où cela en est.
refusal-contact-refused = Cela vient d’être refusé. Rien d’autre n’a été changé : voici où cela en est.
refusal-contact-withdrawn = La personne a retiré sa demande entre-temps. Rien n’a été donné.
refusal-contact-closed = C’est terminé entre-temps. Rien d’autre n’a été changé : voici où cela en est.
refusal-contact-waiting = Cela attend encore une réponse. Rien n’a été changé : voici où cela en est.
refusal-contact-over = On ne peut pas écrire ni donner ici : la conversation n’est pas ouverte, ou elle vient de se terminer. Vos mots n’ont pas été envoyés.
refusal-no-such-offer = Cette offre n’est pas publiée, ou n’existe pas. Votre message est toujours là : choisissez une offre publiée, ou envoyez-le sans.
contact-offer = À propos de cette offre :
data-field-offer = Offre

data-held-contacts = Ce que vous avez demandé à quelqu’un, et ce que l’on vous a demandé
data-held-contact-messages = Ce que vous y avez écrit
data-held-introductions = Les présentations que vous avez proposées ou reçues
data-kept-contact = Tant que c’est ouvert, puis trois mois ; deux jours après que vous l’avez retiré. Si l’une des deux personnes s’en va, tout s’efface
data-field-answer = Réponse
data-field-answered-at = Répondu le
data-field-mine = De vous
data-field-contacts-from = Qui peut vous demander
contacts-sent-list = Du plus récent au plus ancien

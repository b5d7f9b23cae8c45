# Répondre à une offre ici : la candidature, la réponse et sa raison, le délai que l’on dit.

applications-title = Candidatures
applications-lead = Les offres auxquelles vous avez répondu ici. Une candidature finit toujours par une réponse, ou par un mot de notre part.
applications-none = Vous n’avez répondu à aucune offre ici. Quand une organisation le permet, sa page d’offre propose « Répondre ici », après la façon officielle de postuler.
applications-none-way = Voir les offres
application-title = Candidature
application-mine-waiting = En attente d’une réponse
application-mine-accepted = Acceptée
application-mine-refused = Non retenue
application-mine-closed = Sans réponse
application-mine-withdrawn = Vous l’avez retirée
application-state-waiting = Attend votre réponse
application-state-accepted = Acceptée
application-state-refused = Refusée
application-state-closed = Fermée sans réponse
application-due = Réponse d’ici le
application-overdue = Réponse attendue depuis le
application-waits = { $organisation } lit votre message.
application-late = Le jour annoncé par { $organisation } est passé : nous le lui rappelons.
application-closes = Si personne ne répond, nous fermerons votre candidature et vous le dirons le
application-yes = { $organisation } vous dit oui.
application-conversation = Aller à la conversation
application-conversation-over = La conversation est terminée ou n’est plus là. Plus rien de votre profil n’est donné par cette candidature.
application-no = La réponse de { $organisation }
application-next = Ce refus ne dit rien de votre valeur. D’autres offres vous attendent peut-être, et une conseillère ou un conseiller peut en parler avec vous :
application-silence = { $organisation } n’a pas répondu, malgré deux rappels. Ce n’est pas un refus, et cela ne dit rien de vous : ce silence est compté dans les chiffres de cette organisation. Vous pouvez encore postuler par la voie officielle de l’offre, ou continuer avec :
application-given = Tant que cela dure, les personnes qui recrutent pour { $organisation } voient :
application-given-nothing = Vous ne donnez rien de votre profil à { $organisation } : on y voit ce que votre profil montre déjà.
application-withdraw = Retirer ma candidature
application-put-back = La remettre

application-new-crumb = Répondre ici
application-new-title = Répondre à cette offre
application-new-lead = { $organisation } répond sous { $days } jours. Votre réponse concerne cette offre :
application-message-hint = Ce qui vous amène vers ce poste, ce que vous savez faire d’utile ici, quand vous seriez disponible. Pas besoin de CV.
application-give-legend = Ce que vous donnez de votre profil
application-give-hint = Rien n’est coché d’avance. Le verront les personnes qui recrutent pour { $organisation }, avec votre projet et vos savoir-faire, jusqu’à un refus ou à la fin de la conversation.
application-reads = Sera lu par les personnes qui recrutent pour { $organisation }, avec votre nom, et par personne d’autre.
application-send = Envoyer ma réponse
application-then-answer = { $organisation } a dit répondre sous { $days } jours, et reçoit des rappels. Un oui ouvre une conversation à deux.
application-then-no = Un non a toujours une raison, en clair.
application-then-silence = Trois semaines après le jour annoncé, sans réponse, nous fermons et nous vous le disons. Vous pouvez retirer votre candidature tant que personne n’a répondu.

here-title = Répondre ici
here-answer = Répondre ici
here-sign-in = Il faut d’abord se connecter.
here-days = { $count ->
    [one] Cette organisation répond sous un jour.
   *[other] Cette organisation répond sous { $count } jours.
}
here-sent = Vous avez répondu à cette offre.
here-sent-way = Voir où cela en est
here-slowed = Cette offre ne prend pas de nouvelles réponses ici en ce moment. La façon officielle de postuler reste ouverte.
application-habits = { $organisation } a répondu à { $answered } % de { $asked } candidatures en trois mois, le plus souvent { $delay }.
application-habits-silent = { $organisation } n’a encore répondu à aucune de { $asked } candidatures en trois mois.
organisation-answers = { $count ->
    [one] Répond ici aux candidatures sous un jour.
   *[other] Répond ici aux candidatures sous { $count } jours.
}

organisation-form-answers = Répondre aux candidatures ici
organisation-form-answers-hint = Vos offres gardent leur lien officiel pour postuler ; elles proposent ensuite de répondre ici. Chaque personne doit recevoir une réponse dans le délai que vous choisissez, affiché sur vos offres. Deux rappels vous aident ; cinq réponses en retard suspendent les nouvelles candidatures et publications, jusqu’à ce qu’elles soient données.
organisation-form-takes-answers = Nos offres peuvent recevoir des candidatures ici
organisation-form-answer-days = Nous répondons en
answer-days-3 = 3 jours
answer-days-7 = 7 jours
answer-days-14 = 14 jours
answer-days-30 = 30 jours

applications-received-title = Candidatures reçues
applications-received-lead = Ce que les personnes ont répondu à vos offres. Votre organisation a dit répondre sous { $days } jours : les plus anciennes sont en premier.
applications-received-all = Voir celles de toutes les offres
applications-received-none = Rien ici pour l’instant. Les candidatures arrivent sur cette page, et nous vous prévenons.
applications-waiting = En attente de votre réponse
applications-answered = Déjà répondu
application-row = Candidature de { $name }
application-journal = La consulter s’écrit dans son journal d’accès.
application-accept-hint = Dire oui n’embauche personne : cela ouvre une conversation entre { $name } et vous.
application-accept = Dire oui et s’écrire
application-refuse = Envoyer ce refus
application-refuse-reason = Ou dire non, pour une raison
application-refuse-words = Voir le texte de cette raison
application-words = Ce que la personne lira
application-words-hint = Prêt à envoyer, ou à récrire. Laissé tel quel, { $name } le lira dans sa langue.
application-said-yes = Votre organisation a dit oui.
application-unanswered = Fermée sans réponse, trois semaines après le jour annoncé. La personne le sait.
application-unsent = Vos mots, qui n’ont pas été envoyés

application-reason-filled = Une autre personne a été retenue
application-reason-skills = Les compétences
application-reason-experience = L’expérience
application-reason-licence = Un permis ou un diplôme exigé
application-reason-hours = Les horaires
application-reason-place = Le lieu ou les déplacements
application-reason-start = La date de début
application-reason-pay = La rémunération
application-reason-contract = Le type de contrat
application-reason-language = Une langue nécessaire au poste
application-reason-many = Beaucoup de réponses, d’autres plus proches du poste
application-reason-cancelled = Le recrutement est abandonné

application-words-filled = Merci d’avoir répondu à notre offre et du temps que vous y avez passé. Le poste vient d’être pourvu : une autre personne a été retenue. Cela ne retire rien à ce que vous savez faire, et nous vous souhaitons de trouver vite.
application-words-skills = Merci de votre réponse, que nous avons lue avec attention. Pour ce poste, il nous faut dès le départ des compétences que nous n’avons pas retrouvées dans ce que vous nous dites. Si nous sommes passés à côté, écrivez-le dans une prochaine réponse : nous relirons.
application-words-experience = Merci de votre réponse. Pour ce poste, nous avons besoin de quelqu’un qui l’a déjà exercé et peut commencer sans accompagnement, faute de pouvoir en donner un en ce moment. Ce n’est pas un jugement sur votre parcours.
application-words-licence = Merci de votre réponse. Ce poste ne peut pas s’exercer sans le permis ou le diplôme que l’offre demande, et c’est la seule raison de notre réponse. Si vous l’obtenez, nous vous lirons de nouveau avec plaisir.
application-words-hours = Merci de votre réponse. Les horaires de ce poste ne vont pas avec ceux que vous nous donnez, et nous ne pouvons pas les changer. Nous gardons une bonne impression de votre message.
application-words-place = Merci de votre réponse. Le lieu du poste, ou les déplacements qu’il demande, ne vont pas avec ce que vous nous dites, et nous ne pouvons pas les aménager. Nous vous souhaitons de trouver plus près de vous.
application-words-start = Merci de votre réponse. Il nous faut quelqu’un à une date qui ne va pas avec la vôtre. Sans cela, nous aurions continué avec vous ; surveillez nos prochaines offres.
application-words-pay = Merci de votre réponse. Nous ne pouvons pas proposer pour ce poste la rémunération que vous cherchez, et nous préférons vous le dire tout de suite.
application-words-contract = Merci de votre réponse. Le type de contrat que nous proposons n’est pas celui que vous cherchez, et nous n’en avons pas d’autre pour ce poste.
application-words-language = Merci de votre réponse. Ce poste demande chaque jour une langue à un niveau que l’offre précise, et nous ne l’avons pas retrouvé dans votre message. Si nous avons mal compris, dites-le-nous.
application-words-many = Merci de votre réponse. Nous en avons reçu beaucoup, et nous continuons avec des personnes dont le parcours est plus proche de ce poste. Votre réponse méritait d’être lue, et elle l’a été.
application-words-cancelled = Merci de votre réponse. Nous renonçons à ce recrutement, pour une raison qui nous est propre : votre candidature n’y est pour rien. Nous sommes désolés du temps que cela vous a pris.

closure-title = Terminer cette offre
closure-lead = { $count ->
    [one] Une personne attend encore votre réponse. Terminer l’offre la lui donne, dans le même geste.
   *[other] { $count } personnes attendent encore votre réponse. Terminer l’offre la leur donne, dans le même geste.
}
closure-how = Ce que devient l’offre
closure-how-here = Pourvue par quelqu’un trouvé ici
closure-how-elsewhere = Pourvue par quelqu’un trouvé ailleurs
closure-how-withdrawn = Retirée
closure-reason = La raison que les personnes liront
closure-answer = { $count ->
    [one] La réponse à cette personne
   *[other] La réponse à ces { $count } personnes
}
closure-words-hint = Le même texte pour chaque personne. Laissé tel quel, chacune le lira dans sa langue.
closure-send = { $count ->
    [one] Terminer l’offre et envoyer la réponse
   *[other] Terminer l’offre et envoyer les { $count } réponses
}
console-waiting = { $count ->
    [one] une candidature attend
   *[other] { $count } candidatures attendent
}
console-waiting-over = { $count ->
    [one] L’offre n’est plus publiée et une candidature attend encore
   *[other] L’offre n’est plus publiée et { $count } candidatures attendent encore
}
console-slowed = { $count } candidatures attendent au-delà du délai que vous avez annoncé. Vos offres ne reçoivent plus de candidatures ici et vous ne pouvez plus en publier à la main ; les imports continuent. Répondre à ces personnes y met fin aussitôt.
console-slowed-way = Leur répondre
audiences-given-applications = Ce que vous donnez en répondant à une offre se voit sur la page de chaque candidature :

notice-application-sent = Votre réponse est envoyée.
notice-application-withdrawn = Votre candidature est retirée : l’organisation n’en voit plus rien.
notice-application-accepted = C’est oui : vous pouvez vous écrire.
notice-application-refused = La réponse est envoyée.
notice-offer-closed = L’offre est terminée, et chaque personne a sa réponse.

told-application-received = De nouvelles candidatures attendent une réponse.
told-application-overdue = Une candidature attend depuis plus longtemps que ce que vous avez annoncé.
told-application-accepted = Votre candidature est acceptée : vous pouvez vous écrire.
told-application-refused = Votre candidature a sa réponse, avec une raison.
told-application-closed = Pas de réponse, malgré nos rappels : votre candidature est fermée. Ce n’est pas un refus.

letter-application-subject = Candidatures : quelque chose de nouveau
letter-application-p1 = Quelque chose de nouveau vous attend du côté des candidatures. Ce qui s’y dit ne sort pas par e-mail.
letter-application-button = Aller lire
letter-application-footer = Vous recevez cet e-mail parce qu’une réponse à une offre vous concerne sur { $site }. Vos choix sont sur votre compte, à la page « E-mails ».
letter-application-stop = Ne plus recevoir ces e-mails

refusal-no-answers-here = Cette offre ne prend pas de réponses ici en ce moment. Vos mots sont gardés ci-dessous ; la façon officielle de postuler est sur la page de l’offre, si elle est encore ouverte.
refusal-application-sent = Vous avez déjà répondu à cette offre : tout est sur la page « Candidatures ». Rien n’a été envoyé de plus, et vos mots sont gardés ici.
refusal-applications-today = Vous avez répondu à { $most } offres en vingt-quatre heures, et c’est la limite : elle laisse à chaque réponse la chance d’être lue. Vos mots sont gardés ici ; renvoyez demain.
refusal-application-accepted = Cette candidature vient d’être acceptée. Rien n’a été changé : voici où cela en est.
refusal-application-refused = Cette candidature vient de recevoir sa réponse. Rien d’autre n’a été envoyé : voici où cela en est.
refusal-application-withdrawn = La personne a retiré sa candidature entre-temps. Rien n’a été envoyé.
refusal-application-closed = Cette candidature vient d’être fermée sans réponse. Rien n’a été changé : voici où cela en est.
refusal-application-waiting = Cette candidature attend encore une réponse. Rien n’a été changé : voici où cela en est.
refusal-answers-wait = Des personnes attendent encore une réponse à cette offre ({ $count }). Répondez-leur d’abord, ou terminez l’offre avec une réponse pour toutes.
refusal-answers-overdue = L’offre est gardée, mais pas publiée : des candidatures attendent au-delà du délai que vous avez annoncé ({ $count }). Répondez-leur depuis la page « Candidatures reçues » ; vous pourrez publier aussitôt.

data-held-applications = Les offres auxquelles vous avez répondu ici, et ce qui vous a été répondu
data-kept-application = Tant que cela attend ou que la conversation est ouverte, puis trois mois ; deux jours après que vous l’avez retirée
data-field-due-at = Réponse promise pour le

# Ce qui a vraiment été proposé

truth-title = Ce qui a vraiment été proposé
truth-lead = Les personnes qui ont suivi cette offre disent, en choisissant parmi quelques réponses, si ce qu’on leur a proposé est bien ce qu’elle annonce.
truth-say-yours = Dire ce qui vous a été proposé
truth-read = Ce qu’en disent les personnes qui l’ont suivie
truth-known = Ce que l’on sait
truth-known-nothing = Rien pour l’instant : il faut que trois personnes au moins disent la même chose.
truth-offer-says = L’offre annonce :
truth-changed = Depuis, l’organisation a modifié ce point.
truth-reply-of = { $name } répond :

truth-claim-post = Le poste
truth-claim-work = Le travail à faire
truth-claim-contract = Le contrat
truth-claim-hours = Les horaires
truth-claim-pay = Le salaire
truth-claim-place = Le lieu
truth-claim-money = Une demande d’argent

truth-unknown = Je ne sais pas
truth-post-same = Le poste existait
truth-post-gone = Le poste n’existait pas, ou était déjà pris
truth-work-same = Celui de l’offre
truth-work-other = Un autre travail
truth-contract-same = Celui de l’offre
truth-contract-weaker = Plus court, ou moins protecteur
truth-contract-stronger = Plus long, ou plus protecteur
truth-hours-same = Ceux de l’offre
truth-hours-more = Plus d’heures
truth-hours-fewer = Moins d’heures
truth-hours-changing = Coupés, ou changeants
truth-pay-same = Celui de l’offre
truth-pay-lower = Plus bas
truth-pay-higher = Plus haut
truth-place-same = Celui de l’offre
truth-place-elsewhere = Ailleurs
truth-money-same = On ne m’a rien demandé
truth-money-asked = On m’a demandé de l’argent, ou d’acheter quelque chose

truth-gap-post-gone = Au moins { $count } personnes disent que le poste n’existait pas ou était déjà pris.
truth-gap-post-various = Au moins { $count } personnes disent que le poste n’existait pas ou était déjà pris.
truth-gap-work-other = Au moins { $count } personnes disent qu’on leur a proposé un autre travail.
truth-gap-work-various = Au moins { $count } personnes disent qu’on leur a proposé un autre travail.
truth-gap-contract-weaker = Au moins { $count } personnes disent que le contrat proposé était plus court ou moins protecteur.
truth-gap-contract-stronger = Au moins { $count } personnes disent que le contrat proposé était plus long ou plus protecteur.
truth-gap-contract-various = Au moins { $count } personnes disent que le contrat proposé était différent.
truth-gap-hours-more = Au moins { $count } personnes disent que les horaires proposés étaient plus longs.
truth-gap-hours-fewer = Au moins { $count } personnes disent que les horaires proposés étaient plus courts.
truth-gap-hours-changing = Au moins { $count } personnes disent que les horaires proposés étaient coupés ou changeants.
truth-gap-hours-various = Au moins { $count } personnes disent que les horaires proposés étaient différents.
truth-gap-pay-lower = Au moins { $count } personnes disent que le salaire proposé était plus bas.
truth-gap-pay-higher = Au moins { $count } personnes disent que le salaire proposé était plus haut.
truth-gap-pay-various = Au moins { $count } personnes disent que le salaire proposé était différent.
truth-gap-place-elsewhere = Au moins { $count } personnes disent que le lieu proposé était ailleurs.
truth-gap-place-various = Au moins { $count } personnes disent que le lieu proposé était ailleurs.
truth-gap-money-asked = Au moins { $count } personnes disent qu’on leur a demandé de l’argent. Ne payez jamais pour obtenir un emploi.
truth-gap-money-various = Au moins { $count } personnes disent qu’on leur a demandé de l’argent. Ne payez jamais pour obtenir un emploi.
truth-confirmed-post = Au moins { $count } personnes confirment que le poste existait.
truth-confirmed-work = Au moins { $count } personnes confirment que le travail était bien celui-là.
truth-confirmed-contract = Au moins { $count } personnes confirment le contrat annoncé.
truth-confirmed-hours = Au moins { $count } personnes confirment les horaires annoncés.
truth-confirmed-pay = Au moins { $count } personnes confirment le salaire annoncé.
truth-confirmed-place = Au moins { $count } personnes confirment le lieu annoncé.
truth-confirmed-money = Au moins { $count } personnes disent que rien ne leur a été demandé.

truth-say = Ce qui vous a été proposé
truth-say-lead = Répondez à ce que vous savez. { $name } ne saura ni qui répond, ni combien vous êtes tant que vous n’êtes pas trois. Si peu de personnes ont suivi l’offre, on pourrait vous deviner : vous pouvez attendre, et changer d’avis à tout moment.
truth-send = Le dire
truth-take-back = Retirer tout ce que j’ai dit
notice-truth-said = C’est noté. Personne ne saura que cela vient de vous.
notice-truth-unsaid = C’est retiré : il ne reste rien de ce que vous aviez dit.
truth-later = Vous pourrez dire ce qui vous a été proposé dès que l’organisation vous aura répondu, ou à partir du { $day }.
truth-recruits = Qui recrute ne dit rien des offres, des siennes ni de celles des autres : ce registre est fait par les personnes qui cherchent.

truth-how = Comment c’est compté
truth-how-who = Seules les personnes qui ont répondu à l’offre ici, ou écrit à quelqu’un à son sujet, peuvent dire quelque chose ; jamais celles qui recrutent, où que ce soit.
truth-how-three = Un écart se lit à côté de l’offre à partir de trois personnes différentes. Au-delà, leur nombre est arrondi.
truth-how-hidden = Il n’y a que des réponses toutes faites, sans mot, sans date et sans nom : rien ne montre qui a parlé, à l’organisation comme à l’équipe.
truth-how-reply = L’organisation est prévenue et peut corriger son offre ou répondre ; sa réponse se lit au même endroit.

truth-reply = Réponse de votre organisation
truth-reply-hint = Visible de tous à côté de cet écart. Quelques phrases, sans nommer personne.
truth-reply-send = Répondre
truth-reply-again = Remplacer la réponse
truth-reply-remove = Retirer la réponse
notice-truth-replied = Votre réponse se lit à côté de l’écart.
notice-truth-reply-removed = La réponse est retirée.

told-truth-known = Plusieurs personnes disent qu’on leur a proposé autre chose que ce que dit cette offre. Vous pouvez la corriger, ou répondre.
letter-truth-subject = Une de vos offres ne correspondrait pas à ce qui est proposé
letter-truth-p1 = Plusieurs personnes qui ont suivi une offre de votre organisation disent qu’on leur a proposé autre chose. Cela se lit désormais à côté de l’offre.
letter-truth-p2 = Vous pouvez corriger l’offre, ou répondre : votre réponse sera lue au même endroit. Qui a parlé ne peut pas être su.
letter-truth-button = Lire et répondre
letter-truth-footer = Vous recevez cet e-mail parce que vous recrutez pour une organisation sur { $site }. Vos choix sont sur votre compte, à la page « E-mails ».
letter-truth-stop = Ne plus recevoir ces e-mails

data-held-offer-statements = Ce que vous dites de ce que des offres proposaient vraiment
data-held-offer-replies = Les réponses que vous avez écrites, pour une organisation, à ce qui se dit de ses offres
data-field-point = Ce dont il s’agit
data-field-found = Ce que vous en dites

# Être rappelé : demander, convenir, appeler ; les heures où un conseiller appelle.

call-title = Demander un rappel
call-way = Demander un rappel
call-moment = { $weekday } { $day } à { $hour } h { $minute }
call-lead = { $name } vous appelle à l’heure que vous choisissez, ou quand c’est possible.
call-about = De quoi voulez-vous parler ?
call-about-hint = Quelques mots suffisent, pour que l’appel commence au bon endroit.
call-phone = Le numéro à appeler
call-phone-hint = Pour cet appel seulement : { $name } le voit, personne d’autre, et il est effacé dès que l’appel est fait ou annulé.
call-when = Quand ?
call-clock = Les heures sont à votre montre ({ $zone }).
call-any = Quand { $name } peut
call-no-slot = { $name } n’a pas d’heure libre affichée en ce moment : l’heure vous sera proposée.
call-page = Dire aussi de quelle page je viens : { $page }
call-reads = Sera lu par { $name }, avec votre nom, et par personne d’autre.
call-send = Demander le rappel
call-no-adviser = Un rappel se demande à la personne qui vous accompagne, et personne ne vous accompagne encore.
call-no-adviser-way = Demander un accompagnement
call-ask = Demander un rappel
call-cancel = Annuler ce rappel
call-kept = { $name } voit votre numéro jusqu’à l’appel ; il est effacé au plus tard le lendemain de l’heure convenue.
call-mine-title = Votre rappel
call-mine-waiting = Demandé, en attente d’accord
call-mine-agreed = Convenu
call-mine-done = L’appel est fait ; votre numéro est effacé
call-mine-cancelled = Annulé ; votre numéro est effacé

calls-due = Rappels à faire
calls-due-order = Ceux qui ont une heure d’abord, la plus proche en tête.
calls-title = Rappels
calls-none = Aucun rappel demandé.
call-waiting = À confirmer
call-agreed = Convenu
call-done = Fait
call-cancelled = Annulé
call-at-none = Quand vous pouvez
call-from-page = Demandé depuis
call-phone-kept = Ce numéro s’efface dès que l’appel est fait ou annulé, et au plus tard le lendemain de l’heure convenue.
call-day = Le jour
call-hour = L’heure
call-agree = Convenir de ce rappel
call-complete = C’est fait

slots-title = Mes heures de rappel
slots-lead = Les personnes que vous accompagnez choisissent parmi ces heures. Chacune vaut pour un seul appel, sur les trois semaines à venir.
slots-none = Aucune heure affichée : on vous demandera « quand vous pouvez », et vous proposerez.
slots-weekly = { $weekday }, chaque semaine
slots-remove = Retirer
slots-add = Ajouter des heures
slots-weekday = Chaque semaine, le
slots-day = Ou un seul jour
slots-day-hint = S’il est rempli, ces heures valent pour ce jour-là seulement.
slots-minutes = Durée d’un appel
minutes-15 = 15 minutes
minutes-20 = 20 minutes
minutes-30 = 30 minutes
minutes-60 = Une heure
slots-clock = À votre montre : { $zone }.
slots-clock-way = Changer de fuseau horaire
slots-send = Ajouter

notice-call-asked = Votre demande de rappel est envoyée.
notice-call-agreed = C’est convenu, et dit.
notice-call-done = C’est noté : le numéro est effacé.
notice-call-cancelled = Le rappel est annulé, et le numéro effacé.
notice-slots-published = Ces heures sont affichées.
notice-slot-removed = Cette heure n’est plus affichée. Un rappel déjà demandé reste.

told-adviser-call-asked = { $name } demande un rappel.
told-adviser-call-agreed = { $name } vous rappellera : c’est convenu.
told-adviser-call-cancelled = { $name } a annulé le rappel.
told-adviser-call-reminder = { $name } attend que vous conveniez d’un rappel.
told-adviser-call-missed = Un rappel n’a pas été convenu à temps : il est annulé. On peut le demander de nouveau.

refusal-adviser-needed = Un rappel se demande à la personne qui vous accompagne, et personne ne vous accompagne en ce moment. Vos mots sont gardés ici.
refusal-call-open = Vous avez déjà demandé un rappel : il attend sur la page « Mon accompagnement ». Annulez-le pour en demander un autre. Vos mots sont gardés ici.
refusal-call-over = Cela a changé entre-temps : ce rappel est déjà convenu, fait ou annulé. Voici où il en est.
refusal-slot-taken = Cette heure vient d’être prise ou n’est plus affichée. Choisissez-en une autre ; le reste est gardé.
refusal-bad-phone = Écrivez un numéro de téléphone : de six à quinze chiffres, avec des espaces ou un + si vous voulez.

data-held-calls = Les rappels que vous avez demandés ou que l’on vous a demandés
data-held-call-slots = Les heures où vous rappelez
data-kept-call = Trois mois après l’appel ou son annulation ; le numéro, effacé dès ce moment
data-field-phone = Numéro
data-field-page = Page
data-field-starts = Commence
data-field-ends = Jusqu’à

# Les offres : la liste, une offre, son formulaire, ce que le contrôle relève.

offers-title = Offres
offers-of = Offres de { $name }
offers-lead = Chaque offre dit qui recrute, où, pour quel contrat, et le plus souvent pour quelle paie. On postule à l’adresse officielle, toujours affichée en premier.
offers-filters = Choisir parmi les offres
offers-words = Des mots
offers-near = Autour de
offers-km = Kilomètres
offers-pay = Au moins, en euros brut par mois
offers-no-degree = Sans diplôme demandé
offers-any = Peu importe
offers-now = En ce moment
offers-found = Ce qui correspond
offers-rule = La plus récente d’abord. Aucune offre ne paie pour être vue.
offers-next = Plus anciennes
offers-empty = Aucune offre n’est publiée pour l’instant.
offers-empty-filtered = Aucune offre ne correspond à ces choix. Un lieu plus large ou un choix de moins en montrera d’autres.
offers-empty-filtered-way = Tout voir
offers-feed = S’abonner à ces offres (Atom)
offers-feed-narrowed = S’abonner à cette recherche (Atom)
offers-feed-title = { $whose } : { $named }
offers-who = Entreprises, employeurs publics, associations et branches qui publient ici.

offer-for = pour { $name }
offer-by = publié par
offer-trade = Métier
offer-where = Où
offer-contract = Contrat
offer-contract-permanent = CDI
offer-contract-fixed_term = CDD
offer-contract-seasonal = Contrat saisonnier
offer-contract-temporary = Intérim
offer-contract-apprenticeship = Apprentissage
offer-contract-professionalisation = Contrat de professionnalisation
offer-contract-internship = Stage
offer-contract-public = Fonction publique
offer-contract-freelance = Indépendant
offer-contract-volunteering = Volontariat, service civique
offer-contract-other = Autre contrat
offer-time = Temps de travail
offer-time-full = Temps plein
offer-time-part = Temps partiel
offer-remote = Télétravail
offer-remote-no = Sur place
offer-remote-partly = Télétravail partiel
offer-remote-wholly = Télétravail complet
offer-pay = Paie
offer-pay-from-to = de { $min } à { $max }
offer-pay-from = à partir de { $min }
offer-pay-up-to = jusqu’à { $max }
offer-pay-how = { $figures }{ $kind ->
    [gross] { " " }brut
    [net] { " " }net
   *[unsaid] { "" }
}{ $period ->
    [hour] { " " }par heure
    [day] { " " }par jour
    [week] { " " }par semaine
    [month] { " " }par mois
    [year] { " " }par an
   *[none] { "" }
}{ $months ->
    [none] { "" }
   *[other] , sur { $months } mois
}
offer-agreement = Convention collective IDCC { $code }
offer-months = { $count } mois
offer-weeks = { $count ->
    [one] { $count } semaine
   *[other] { $count } semaines
}
offer-days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
offer-hours-a-week = { $hours } par semaine
offer-start = Début
offer-posts = Postes à pourvoir
offer-experience = Expérience
offer-experience-said = { $months ->
    [0] Débutants et débutantes bienvenus
   *[other] { $months } mois
}
offer-experience-0 = Débutants et débutantes bienvenus
offer-experience-6 = 6 mois
offer-experience-12 = 1 an
offer-experience-24 = 2 ans
offer-experience-36 = 3 ans
offer-experience-60 = 5 ans
offer-education = Diplôme
offer-no-degree = Aucun diplôme demandé
offer-skills = Savoir-faire
offer-unsaid = Non précisé
offer-period-hour = par heure
offer-period-day = par jour
offer-period-week = par semaine
offer-period-month = par mois
offer-period-year = par an
offer-published-on = publiée le
offer-until = jusqu’au
offer-apply = Postuler
offer-apply-mail = Écrire pour postuler
offer-apply-at = sur { $at }, le site de l’employeur
offer-apply-at-mail = à { $at }

offer-state-draft = Brouillon
offer-state-checked = Prête
offer-state-published = Publiée
offer-state-paused = En pause
offer-state-filled_here = Pourvue ici
offer-state-filled_elsewhere = Pourvue ailleurs
offer-state-expired = Terminée
offer-state-withdrawn = Retirée
offer-says-draft = Cette offre est un brouillon : seules les personnes de votre organisation la lisent.
offer-says-checked = Cette offre est prête et n’est pas publiée : seules les personnes de votre organisation la lisent.
offer-says-paused = Cette offre est en pause : on ne peut pas postuler pour l’instant.
offer-says-filled_here = Cette offre est pourvue : une personne a été trouvée ici. On n’y répond plus.
offer-says-filled_elsewhere = Cette offre est pourvue : une personne a été trouvée ailleurs. On n’y répond plus.
offer-says-expired = Cette offre est arrivée à son terme. On n’y répond plus.
offer-says-withdrawn = Cette offre est retirée : personne d’autre que votre organisation ne la lit.

offer-yours = Votre offre
offer-edit = Modifier
offer-act-publication = Publier
offer-act-renewal = Prolonger de 30 jours
offer-act-pause = Mettre en pause
offer-act-removal = Retirer
offer-act-removal-undo = Reprendre en brouillon
offer-act-filling-here = Pourvue ici
offer-act-filling-elsewhere = Pourvue ailleurs
offer-act-copy = En faire une autre

offer-findings = Ce que le contrôle relève
offer-findings-why = Chaque offre est lue mot à mot au regard du droit français. Ce qui suit est signalé par une règle, pas par une personne.
offer-finding-unlawful = Contraire à la loi
offer-finding-warning = À regarder
offer-part-title = dans l’intitulé
offer-part-text = dans le texte
offer-part-skills = dans les savoir-faire
offer-part-education = dans le diplôme
offer-part-extras = dans les primes et avantages
offer-part-pay = dans la paie
offer-part-employer = sur l’employeur
offer-part-date = sur les dates
offer-part-apply = sur la façon de postuler
offer-rewrite = Écrire plutôt
offer-justified = L’employeur explique :

offer-form-new-title = Écrire une offre
offer-form-edit-title = Modifier l’offre
offer-form-lead = Dites ce qu’on fait dans une journée, avec qui, à quelles heures, et ce qui s’apprend sur place. Le contrôle lit chaque mot et propose une autre façon de dire quand la loi l’exige.
offer-form-unproven = Votre organisation n’est pas encore vérifiée : vous pouvez préparer vos offres, et les publier ensuite.
offer-form-unproven-way = Faire vérifier l’organisation
offer-form-clean = Rien à signaler dans cette version.
offer-form-name = Intitulé du poste
offer-form-name-hint = Pour les femmes et pour les hommes : « Vendeur ou vendeuse », « Mécanicien H/F », « Comptable ».
offer-form-trade-hint = Commencez à taper : le métier du référentiel fait retrouver l’offre.
offer-form-text = Le travail, l’équipe, le recrutement
offer-form-text-hint = Un texte simple, en français. **Gras** et listes sont possibles.
offer-form-skills-hint = Séparés par des virgules, douze au plus.
offer-form-contract = Contrat et temps
offer-form-duration = Durée
offer-form-duration-hint = Pour un contrat qui a une fin : « 6 mois », « 3 semaines ».
offer-form-hours = Heures par semaine
offer-form-place = Lieu { $number }
offer-form-pay-hint = Une offre qui dit sa paie reçoit plus de réponses, et la directive européenne 2023/970 la demandera.
offer-form-pay-min = De, en euros
offer-form-pay-max = À, en euros
offer-form-pay-period = Période
offer-form-pay-months = Nombre de mois payés dans l’année
offer-form-pay-net = Ces montants sont nets
offer-form-pay-extras = Primes et avantages
offer-form-agreement = Convention collective
offer-form-agreement-hint = Son numéro IDCC, quatre chiffres.
offer-form-asked = Ce qui est demandé
offer-form-apply = Où postuler
offer-form-apply-hint = L’adresse officielle : une page de votre site, ou une adresse e-mail. Elle est toujours affichée en premier.
offer-form-until = Dernier jour
offer-form-until-hint = Sans date, l’offre vit trente jours. Elle se prolonge en un clic.
offer-form-justification = Pourquoi cette exigence est indispensable au poste
offer-form-justification-hint = La loi admet une exigence essentielle et proportionnée (code du travail, art. L1133-1). Votre explication est gardée et se lit sous l’offre.
offer-form-publish = Publier
offer-form-again = Publier ces changements
offer-form-keep = Garder en brouillon
offer-form-check = Contrôler

notice-offer-kept = C’est gardé. Seules les personnes de votre organisation le lisent.
notice-offer-edited = C’est publié ainsi.
notice-offer-published = L’offre est publiée.
notice-offer-paused = L’offre est en pause.
notice-offer-filled = C’est noté : l’offre est pourvue.
notice-offer-renewed = L’offre est prolongée de trente jours.
notice-offer-copied = Voici une copie, en brouillon : changez-en ce qui doit l’être.
notice-offer-withdrawn = L’offre est retirée.
notice-offer-put-back = L’offre est de nouveau un brouillon.

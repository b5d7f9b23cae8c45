# La console d’une organisation, et le suivi de chaque offre.

console-title = Vos offres
console-lead = Une ligne par offre : où elle en est, ce que le contrôle relève, combien de fois elle est lue, qui attend une réponse.
console-filter = Choisir parmi vos offres
console-state-all = Toutes
console-state-draft = Brouillons
console-state-published = Publiées
console-state-paused = En pause
console-state-ended = Finies
console-state-withdrawn = Retirées
console-narrow = Préciser
console-words = Mots du titre
console-found = Contrôle
console-found-unlawful = Contraire à la loi
console-found-warning = À regarder
console-source = Vient de
console-source-here = Écrite ici
console-choose-waiting = Quelqu’un attend une réponse
console-choose-ending = Se termine dans les sept jours
console-choose-mine = Je m’en occupe
console-days-left = { $count ->
    [0] dernier jour
    [one] encore { $count } jour
   *[other] encore { $count } jours
}
console-unlawful = { $count ->
    [one] { $count } point contraire à la loi
   *[other] { $count } points contraires à la loi
}
console-warnings = { $count ->
    [one] { $count } point à regarder
   *[other] { $count } points à regarder
}
console-views = { $count ->
    [0] pas encore lue ces trente jours
    [one] lue { $count } fois en trente jours
   *[other] lue { $count } fois en trente jours
}
console-contacts = { $count ->
    [0] aucune prise de contact
    [one] { $count } prise de contact
   *[other] { $count } prises de contact
}
console-channels = { $count ->
    [0] sur aucun canal
    [one] sur { $count } canal de { $all }
   *[other] sur { $count } canaux de { $all }
}
console-notes = { $count ->
    [one] { $count } note entre collègues
   *[other] { $count } notes entre collègues
}
console-empty = Aucune offre encore. La première peut rester en brouillon le temps qu’il faut.
console-empty-filtered = Aucune offre ne correspond à ce choix.
console-tick = Cocher « { $title } »
console-several = Avec les offres cochées
console-several-send = Appliquer
console-act-none = Choisir…
console-act-publication = Publier
console-act-pause = Mettre en pause
console-act-renewal = Renouveler
console-act-removal = Retirer
console-act-care = M’en occuper
console-act-leave = Ne plus m’en occuper
console-left = { $count ->
    [one] Une offre reste comme elle était, voici pourquoi.
   *[other] { $count } offres restent comme elles étaient, voici pourquoi.
} { $done ->
    [0] Aucune autre n’a changé.
    [one] C’est fait pour une autre.
   *[other] C’est fait pour { $done } autres.
}
console-keys = Au clavier
console-keys-lead = Dans la liste, une touche suffit :
console-key-j = l’offre suivante
console-key-k = l’offre précédente
console-key-x = la cocher
console-key-o = la lire
console-key-e = la modifier
console-key-a = tout cocher, ou rien
notice-console-done = C’est fait.
notice-console-done-pause = Les offres cochées sont en pause.
notice-console-done-care = Vous vous occupez de ces offres.
notice-console-done-leave = Vous ne vous occupez plus de ces offres.
notice-console-none-ticked = Rien n’était coché : rien n’a changé.

desk-title = Suivi : { $title }
desk-way = Suivi
desk-read = La lire
desk-figures = Chiffres
desk-views = Lectures
desk-views-short = Lectures
desk-contacts = Contacts
desk-waiting = Sans réponse
desk-waiting-none = personne n’attend
desk-weeks = Lectures, semaine par semaine
desk-week = Semaine du
desk-figures-why = Ces chiffres parlent de l’offre, jamais des personnes : qui l’a lue n’est noté nulle part. Vos propres lectures et celles des robots ne comptent pas.
desk-care = Qui s’en occupe
desk-care-none = Personne encore.
desk-take-care = Je m’en occupe
desk-leave = Je ne m’en occupe plus
desk-notes = Notes entre collègues
desk-notes-lead = Lues dans votre organisation seulement. Elles parlent de l’offre ; sur une personne, rien qui ne puisse lui être lu : elle peut le demander. Une note part avec le compte de qui l’a écrite.
desk-note = Votre note
desk-note-send = Noter
desk-note-remove = Retirer
notice-desk-cared = Vous vous occupez de cette offre.
notice-desk-left = Vous ne vous occupez plus de cette offre.
notice-desk-noted = C’est noté.
notice-desk-note-removed = La note est retirée.

data-held-offer-keepers = Les offres dont vous vous occupez pour une organisation
data-held-offer-notes = Vos notes entre collègues sur des offres

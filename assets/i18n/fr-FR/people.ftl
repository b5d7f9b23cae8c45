# La page d’une personne : un nom, ce qu’elle dit d’elle, les fils qu’elle a ouverts.

person-organisation = Organisation
person-since = Ici depuis le
person-threads-title = Fils ouverts
person-threads-next = Fils plus anciens
person-threads-empty = { $name } n’a ouvert aucun fil, pour l’instant, dans les communautés que vous lisez.
person-threads-empty-way = Voir les communautés
person-my-threads-empty = Vous n’avez encore ouvert aucun fil. Une question, un retour d’expérience : d’autres se demandent sans doute la même chose.
person-my-threads-empty-way = Choisir une communauté

person-me-title = C’est votre page
person-me-text = Les autres la voient ainsi. De ce que vous écrivez, chaque personne ne voit que ce qui se dit dans les communautés qu’elle lit.
person-me-edit = Modifier mon nom et ma présentation

## Prendre ses distances : cela ne se voit pas de l’autre côté.

silence-title = Prendre vos distances
silence-mute = Messages repliés
silence-mute-text = Les messages de { $name } sont repliés pour vous.
silence-mute-send = Replier ses messages
silence-mute-hint = Vous ne lirez plus ce que { $name } écrit.
silence-block = À distance
silence-block-text = Les messages de { $name } sont repliés pour vous, et cette personne ne peut ni vous mentionner, ni vous écrire.
silence-block-send = Mettre à distance
silence-block-hint = De plus, { $name } ne pourra ni vous mentionner, ni vous écrire.
silence-quiet = Cela reste entre vous et la plateforme, et se défait quand vous voulez.
silence-lift = Lire à nouveau

## Trouver des personnes par ce que dit leur profil.

nav-people = Personnes
people-title = Trouver des personnes
people-lead = Par ce qu’elles savent faire, le métier qu’elles visent, le lieu ou ce qu’elles offrent, dans ce que chacune montre.
people-words = Mots du profil
people-words-placeholder = Métier, projet
people-trade = Métier visé
people-skill = Compétence
people-offers = Ce qu’elles offrent
people-any = Peu importe
people-chips = Ce que vous avez choisi
people-chip-remove = Retirer
people-chips-clear = Tout retirer
people-chip-q = Mots : { $value }
people-chip-skill = Compétence : { $value }
people-chip-offers = Offre : { $value }
people-chip-trade = Métier : { $value }
people-chip-near = Lieu : { $value }
people-chip-around = Autour de : { $value }, { $km } km
people-chip-rhythm = { $value }
people-chip-remote = { $value }
people-total = { $count ->
    [one] { $count } profil
   *[other] { $count } profils
}
people-order = Les profils modifiés le plus récemment d’abord. Aucun classement, aucune note.
people-narrow = Affiner par métier, lieu ou rythme
people-next = La suite
people-facet-trade = Métiers visés
people-facet-near = Départements
people-facet-rhythm = Rythmes
people-facet-remote = À distance
people-row-trades = Vise
people-row-places = Où
people-row-skills = Sait
people-row-offers = Offre
people-row-ask = à { $name }
people-none = Aucun profil que vous pouvez voir ne correspond pour l’instant.
people-none-fewer = Retirez un choix ci-dessus, ou essayez avec moins de mots.
people-none-all = Voir tous les profils
people-none-name = Chercher quelqu’un par son nom
people-empty = Personne ne vous montre encore son profil. Le vôtre peut être le premier.
people-empty-way = Écrire mon profil
people-empty-visitor = Aucun profil n’est ouvert à tout le monde pour l’instant. D’autres se montrent aux personnes qui ont un compte.
people-who-title = Qui apparaît ici
people-who-lead = Les personnes qui montrent leur profil à un public dont vous êtes :
people-who-public = tout le monde
people-who-members = les personnes qui ont un compte
people-who-seekers = les personnes en recherche d’emploi
people-who-recruiters = les personnes qui recrutent
people-who-staff = le conseil et l’animation
people-who-words = On cherche dans la première vue du profil. Ni le nom, ni la commune, ni les coordonnées, ni le journal n’y servent, et rien n’est gardé de ce que vous cherchez.

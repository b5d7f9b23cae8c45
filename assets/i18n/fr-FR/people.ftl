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

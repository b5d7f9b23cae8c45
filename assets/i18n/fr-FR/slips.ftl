# Écrire pour une personne présente ; le bordereau qu’elle emporte ; ce que son code ouvre.

slips-title = Écrit pour d’autres
slips-way = Écrire pour une personne présente
slips-lead = Ce que vous avez écrit pour des personnes présentes. Chaque texte est à elles : elles le reprennent avec leur bordereau, ou le laissent.
slips-order = Les plus récents d’abord.
slips-next = Bordereaux plus anciens
slips-none = Une personne devant vous a une question, ou un projet à raconter, et pas encore de compte ? Écrivez avec elle : elle repart avec un bordereau pour lire les réponses et reprendre la main.
slip-new-way = Écrire avec quelqu’un
slip-row-profile = Un profil, que personne ne voit
slip-row-waiting = Pas encore repris ; le code sert jusqu’au { $day }.
slip-row-claimed = Repris par la personne
slip-renew = Donner un nouveau code
slip-remove = Effacer
slip-remove-sure = { $name } est là et demande que tout soit effacé. C’est définitif.

slip-new-title = Écrire pour une personne présente
slip-new-lead = La personne est devant vous ; vous écrivez avec ses mots, et elle décide. Ce qui est publié est à elle : il n’est dit nulle part que vous l’avez aidée.
slip-who = La personne
slip-name = Comment elle veut être appelée
slip-name-hint = Un prénom suffit, ou un nom choisi pour l’occasion. Il sera affiché avec sa question.
slip-kind = Elle est ici
slip-kind-seeker = En recherche d’emploi, ou d’un autre métier
slip-kind-other = À un autre titre
slip-locale = Sa langue
slip-question = Sa question
slip-question-hint = Laissez vide s’il n’y a qu’un profil à écrire.
slip-room = Où la poser
slip-room-hint = Les communautés que lit toute personne inscrite : vous pourrez lire les réponses avec elle.
slip-room-none = Choisir une communauté
slip-room-choice = { $name } (lue par : { $audience })
slip-question-title = En une phrase
slip-question-title-hint = Comme on la poserait à voix haute.
slip-question-body = Ce qu’il faut savoir pour bien répondre
slip-question-body-hint = Pas de nom de famille, d’adresse ni de téléphone : tout le monde peut lire.
slip-profile = Son profil
slip-profile-hint = Un début suffit. Personne ne le verra avant que la personne dise à qui le montrer.
slip-headline = Son projet en une ligne
slip-headline-hint = Vers où elle va. Par exemple : devenir aide-soignante, à Brest ou autour.
slip-project = Son projet, avec ses mots
slip-skills = Ce qu’elle sait faire
slip-skill = Savoir-faire { $number }
slip-story = Ce qui le montre ({ $number })
slip-agreement = Son accord
slip-agreement-lead = Relisez avec elle ce qui est écrit, puis lisez-lui ceci :
slip-consent-2026-11 = « Ce texte est publié sous le nom que j’ai choisi, comme vous venez de me le lire. Il est à moi : avec le code de mon bordereau, je peux lire les réponses, le reprendre dans un compte ou tout effacer, sans dire pourquoi. Si je ne le reprends pas dans les soixante jours, il reste en ligne sans mon nom, et mon profil est effacé. »
slip-agreed = Elle est présente, elle l’a entendu, et elle est d’accord.
slip-send = Publier et faire le bordereau
slip-send-anyway = Publier quand même et faire le bordereau

slip-paper-title = Le bordereau de { $name }
slip-paper-once = Imprimez cette page, ou recopiez le code, avant de la quitter : il n’est dit qu’ici. Perdu, vous pourrez en donner un autre.
slip-paper-lead = Ce papier est à vous. Il ouvre ce qui a été écrit avec vous aujourd’hui.
slip-qr = Le code, à lire avec un téléphone
slip-paper-address = À cette adresse, ou en visant le carré avec un téléphone :
slip-paper-code = Votre code :
slip-paper-until = Il sert jusqu’au { $day }.
slip-paper-read = Lire les réponses, et les imprimer. Si vous n’avez pas de téléphone ni d’ordinateur, une conseillère ou un conseiller les imprime avec vous.
slip-paper-claim = Reprendre le tout à votre nom, avec une adresse e-mail à vous ou dans un compte que vous avez.
slip-paper-erase = Tout effacer, sans avoir à dire pourquoi.
slip-paper-keep = Gardez-le comme une clé : qui a le code peut faire tout cela.
slip-paper-agreed = Ce à quoi vous avez dit oui
slip-paper-by = Écrit avec { $name }.
slip-paper-print = Pour l’imprimer : le menu du navigateur, « Imprimer ».
slip-paper-back = J’ai donné le bordereau

slip-where = Dans la communauté { $room } :
slip-profile-written = Votre profil
slip-profile-nobody = Personne d’autre ne le voit. Une fois repris, c’est vous qui dites à qui le montrer.

slip-enter-title = J’ai un bordereau
slip-enter-lead = Une conseillère ou un conseiller a écrit avec vous, et vous a donné un papier. Son code ouvre ce qui a été écrit, et les réponses.
slip-enter-code = Le code du bordereau
slip-enter-code-hint = Douze lettres et chiffres. Les tirets et les majuscules n’ont pas d’importance.
slip-enter-send = Ouvrir
slip-enter-lost = Perdu ? La personne qui l’a écrit avec vous peut vous en donner un autre.

slip-title = Ce qui a été écrit avec { $name }
slip-lead = Le code de votre bordereau ouvre cette page jusqu’au { $day }.
slip-by = Écrit avec
slip-answers = Les réponses
slip-no-answers = Pas encore de réponse. Revenez avec votre bordereau : elles seront ici.
slip-more = Lire la suite dans la communauté
slip-print = Pour les emporter : le menu du navigateur, « Imprimer ».
slip-claim-title = Reprendre la main
slip-claim-lead = Avec une adresse e-mail, tout ceci devient votre compte : vous serez prévenu des réponses, vous pourrez répondre, corriger, et dire à qui montrer votre profil.
slip-email = Votre adresse e-mail
slip-email-hint = Nous y envoyons un message. Rien ne change avant que vous suiviez son lien.
slip-claim = Reprendre avec cette adresse
slip-sign-in = J’ai déjà un compte
slip-join-lead = Vous êtes { $name }. La question passe à votre nom ; du profil, seul ce qui manque au vôtre est ajouté.
slip-join = Joindre à mon compte
slip-erase-title = Tout effacer
slip-erase-lead = La question, le profil et le nom sont effacés pour de bon. Les réponses des autres restent, sans rien qui parle de vous.
slip-erase-sure = Oui, tout effacer. C’est définitif.
slip-erase = Tout effacer

told-claim-title = Un e-mail vous attend
told-claim-text = Nous venons d’écrire à { $email }. Ouvrez ce message et suivez son lien : ce qui a été écrit avec vous sera alors à vous. D’ici là, votre bordereau sert toujours.
button-claim-title = Reprendre la main
button-claim-text = { $name }, ce qui a été écrit avec vous devient votre compte, avec { $email }. Le code du bordereau ne servira plus.
button-claim-send = C’est à moi

letter-slip-claim-subject = Reprenez ce qui a été écrit avec vous
letter-slip-claim-p1 = Avec votre bordereau, vous avez demandé à reprendre à votre nom ce qu’une conseillère ou un conseiller a écrit avec vous. Confirmez que cette adresse est la vôtre.
letter-slip-claim-button = Reprendre la main
letter-slip-claim-after = Ce lien sert une fois, pendant trois jours ; jusque-là, rien ne change. Si vous n’avez rien demandé, laissez cet e-mail de côté.
letter-slip-known-subject = Vous avez déjà un compte
letter-slip-known-p1 = Avec un bordereau, quelqu’un, sans doute vous, a demandé à reprendre un texte avec cette adresse. Elle a déjà un compte : connectez-vous, puis entrez de nouveau le code du bordereau pour y joindre ce texte.
letter-slip-known-button = Entrer le code
letter-slip-known-after = Si ce n’était pas vous, vous n’avez rien à faire : personne n’a rien appris de votre compte.

notice-slip-removed = Tout est effacé.
notice-slip-joined = C’est à votre nom désormais.
notice-slip-erased = Tout est effacé : la question, le profil et le nom. Le code n’ouvre plus rien.

refusal-slip-spent = Ce code n’ouvre rien. Il a peut-être été mal recopié ; ou il a déjà servi, et votre compte s’ouvre avec votre adresse ; ou ses soixante jours sont passés. Sur place, on peut vous en donner un autre.
refusal-consent-needed = Rien n’est publié sans l’accord de la personne : lisez-lui la phrase, et cochez si elle dit oui.
refusal-slips-today = Vous avez déjà écrit pour { $most } personnes aujourd’hui. Rien n’est perdu : gardez ce texte, et reprenez demain.
refusal-sure-needed = Rien n’a été effacé : cochez pour dire que c’est bien ce que vous voulez.

data-held-slips = Ce qui a été écrit avec une personne présente : par qui, pour qui, et avec quel accord
data-kept-slip = Soixante jours ; une fois repris, trois mois
data-law-consent = Parce que vous avez dit oui (RGPD, art. 6.1.a et 7)
data-field-consent = Phrase acceptée, et langue
data-field-made-at = Écrit le
data-field-claimed-at = Repris le
data-field-with-profile = Avec un profil

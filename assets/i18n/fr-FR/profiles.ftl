# Le profil : un projet, ce que l’on sait faire et les histoires qui le montrent ; à qui
# chaque chose est montrée, et qui l’a vue.

profile-title = Mon profil
profile-lead = Un profil ne liste pas un passé : il dit où vous allez et ce que vous savez faire, avec une histoire qui le montre. Écrivez-le par morceaux, dans l’ordre que vous voulez ; rien n’est obligatoire, et tout se reprend plus tard.
profile-of = Le profil de { $name }
profile-edit = Écrire mon profil
profile-mine-empty = Vous n’avez pas encore de profil. Il dit où vous allez et ce que vous savez faire, à qui vous voulez.
profile-mine-empty-way = Écrire mon profil
profile-updated = Mis à jour le
profile-write = Écrire
profile-change = Modifier
profile-save = Garder
profile-aside-title = Rien ne se montre sans vous
profile-aside-text = Ce que vous écrivez ici est vu par les personnes que vous choisissez, et par personne d’autre. Vous changez d’avis quand vous voulez.

profile-shown-me = Pour l’instant, vous êtes la seule personne à voir ce profil.
profile-shown-staff = Ce profil est vu par les conseillères, les conseillers et les personnes qui animent les communautés.
profile-shown-recruiters = Ce profil est vu par les personnes qui recrutent, confirmées par la plateforme.
profile-shown-seekers = Ce profil est vu par les personnes en recherche d’emploi.
profile-shown-members = Ce profil est vu par toute personne qui a un compte.
profile-shown-public = Ce profil est vu par toute personne, même sans compte.
profile-choose-public = Choisir qui le voit
profile-see-as = Le voir comme une autre personne

profile-unknown-title = Ce qu’une personne qui vous lit ne sait pas encore
profile-unknown-going = Vers quel métier vous allez.
profile-unknown-skills = Ce que vous savez faire : une seule compétence suffit pour commencer.
profile-unknown-story = Où vous l’avez montré : une compétence se croit mieux avec son histoire.
profile-unknown-places = Où vous pouvez travailler, et jusqu’à quelle distance.
profile-unknown-when = Quand vous pouvez commencer, et à quel rythme.
profile-unknown-seeks = Ce que vous cherchez auprès des autres : un conseil, une visite, un contact.

## Où je vais

profile-going-title = Où je vais
profile-going-lead = Un métier visé, un lieu, un rythme : ce que vous savez déjà. Le reste viendra.
profile-going-example = Par exemple : « Devenir aide-soignante à Nantes ou autour, de jour, à partir de mars. »
profile-headline = Mon projet en une phrase
profile-headline-hint = « Après dix ans de vente, je veux accompagner des personnes âgées. »
profile-project = Mon projet
profile-project-hint = Ce qui vous y mène, ce que vous avez déjà fait pour cela, ce qui vous manque encore. Inutile de dire votre âge, votre famille ou votre santé : personne n’en a besoin.
profile-trades = Métiers visés
profile-trades-hint = Un nom de métier, comme vous le diriez. S’il est connu de la plateforme, il mènera à sa page ; sinon vos mots restent.
profile-trade-row = Métier { $number }
profile-places = Lieux
profile-places-hint = Une commune ou un code postal, et jusqu’où vous pouvez aller.
profile-place-row = Lieu { $number }
profile-around = { $place }, à { $km } km au plus
profile-radius = Jusqu’à
radius-5 = 5 km
radius-10 = 10 km
radius-20 = 20 km
radius-50 = 50 km
radius-100 = 100 km
profile-rhythms = Rythme
rhythm-full_time = Temps plein
rhythm-part_time = Temps partiel
rhythm-shifts = Horaires décalés
rhythm-nights = Nuit
rhythm-weekends = Week-end
rhythm-seasonal = Saison
profile-remote = Travail à distance
remote-none = Sur place
remote-some = En partie à distance
remote-most = Surtout à distance
profile-available = Disponible à partir du
profile-available-from = À partir du { $day }
not-said = Non précisé

## Ce que je sais faire

profile-skills-title = Ce que je sais faire
profile-skills-example = Par exemple : « Calmer une personne en colère », avec ce jour au guichet où la file débordait, ce que vous avez fait, et comment cela s’est terminé.
profile-skill-add = Ajouter une compétence
profile-skill-edit = Modifier
profile-skill-rise = Monter
profile-skill-remove = Retirer
profile-skill-title = Une compétence et son histoire
profile-skill-new-title = Une compétence de plus
profile-skill-lead = Nommez ce que vous savez faire, puis racontez une fois où vous l’avez fait. Au travail, dans une association, chez vous : cela compte pareil.
profile-skill-label = Je sais…
profile-skill-label-hint = Un verbe au début aide à lire : « Tenir une caisse », « Lire un plan », « Former des collègues ».
profile-story-missing = Il manque son histoire : elle fait la différence à la lecture.
story-context = La situation
story-context-hint = Où, avec qui, quel était le problème.
story-action = Ce que j’ai fait
story-action-hint = Vous, précisément : les gestes, les choix.
story-result = Ce que cela a donné
story-result-hint = Ce qui a changé, ce qu’on vous en a dit, un chiffre si vous en avez un.

## Où j’en suis

profile-steps-title = Où j’en suis
profile-steps-lead = Les étapes de votre projet, et où vous en êtes de chacune. Six au plus ; laissez vides celles qui ne servent pas.
profile-steps-example = Par exemple : « Stage de découverte », fait ; « Concours », en cours.
profile-step-row = Étape { $number }
profile-step-state = Avancement
step-ahead = À venir
step-now = En cours
step-done = Fait

## Ce que j’offre, ce que je cherche

profile-exchange-title = Ce que j’offre, ce que je cherche
profile-exchange-lead = Un profil sert aussi à s’entraider : dites en quoi vous pouvez aider, et ce qui vous aiderait.
profile-exchange-example = Par exemple : « Je relis volontiers une lettre. Je cherche quelqu’un qui travaille en Ehpad, pour une heure de questions. »
profile-offers-title = Ce que j’offre
profile-offers-hint = Une relecture, un trajet, un récit de votre métier, un coup de main.
profile-seeks-title = Ce que je cherche
profile-seeks-hint = Un conseil, une visite, une mise en relation, un stage.

## Ce que j’apporte aussi

profile-more-title = Langues, permis, liens
profile-more-example = Par exemple : anglais B1, permis B, CACES 3, un site qui montre votre travail.
profile-languages = Langues
profile-language-row = Langue { $number }
profile-level = Niveau
level-a1 = A1, débutant
level-a2 = A2, élémentaire
level-b1 = B1, intermédiaire
level-b2 = B2, avancé
level-c1 = C1, autonome
level-c2 = C2, maîtrise
level-native = langue maternelle
profile-licences = Permis et habilitations
profile-licences-hint = Un par ligne.
profile-links = Liens
profile-links-hint = Ce qui montre votre travail : un site, un portfolio, un article. Une adresse qui commence par https.
profile-link-row = Nom du lien { $number }
profile-link-url = Son adresse

## Ce qui se montre à part

profile-apart-title = Nom, lieu, contact
profile-apart-lead = Ces informations ne sont pas dans la première vue du profil. Chacune n’est montrée qu’aux personnes que vous choisissez, ou à une seule, par un geste que vous pouvez reprendre.
profile-apart-example = Rien n’oblige à les donner. Une personne qui recrute peut vous écrire ici sans les connaître.
profile-place-said = Une commune est indiquée.
field-profile = Le profil
field-name = Nom complet
field-name-hint = Le nom que l’on verra partout ailleurs reste celui de votre compte.
field-photo = Photo
field-place = Commune
field-place-hint = Les autres lisent seulement le département.
field-contact = Coordonnées
field-contact-hint = Un téléphone ou une adresse électronique, pour être joignable en dehors de la plateforme.
field-log = Journal du projet

## Journal du projet

profile-log-title = Journal du projet
profile-log-lead = Quelques lignes de temps en temps : une visite, un refus, une bonne nouvelle. Les personnes qui le lisent peuvent répondre d’un merci, d’un bravo ou d’un relais.
profile-log-open = Ouvrir le journal
profile-log-body = Du nouveau
profile-log-body-hint = Ce qui s’est passé, ce que vous en retenez.
profile-log-send = Ajouter au journal
profile-log-remove = Retirer
profile-log-next = Plus ancien
public-reads-me = Vous êtes la seule personne à lire ce journal.
public-reads-staff = Ce journal est lu par les conseillères, les conseillers et les personnes qui animent.
public-reads-recruiters = Ce journal est lu par les personnes qui recrutent.
public-reads-seekers = Ce journal est lu par les personnes en recherche d’emploi.
public-reads-members = Ce journal est lu par toute personne qui a un compte.
public-reads-public = Ce journal est lu par toute personne, même sans compte.

## Qui voit mon profil

audiences-title = Qui voit mon profil
audiences-lead = La première vue montre votre projet, vos compétences et leurs histoires. Qui la voit peut aussi vous trouver en cherchant des personnes. Le reste se règle à part, champ par champ.
audiences-first-view = Qui voit la première vue
audiences-fields = Qui voit le reste
audiences-fields-hint = Un champ n’est jamais vu par quelqu’un qui ne voit pas la première vue, sauf si vous le lui donnez en personne.
audiences-save = Garder ces choix
public-me = Moi seulement
public-me-hint = Personne d’autre ne sait que ce profil existe.
public-staff = Conseil et animation
public-staff-hint = Conseillères et conseillers confirmés, personnes qui animent les communautés.
public-recruiters = Personnes qui recrutent
public-recruiters-hint = Recruteurs, recruteuses et branches professionnelles, confirmés par la plateforme.
public-seekers = Personnes en recherche d’emploi
public-seekers-hint = Ni les personnes qui recrutent, ni celles qui conseillent.
public-members = Toute personne qui a un compte
public-members-hint = Il faut être connecté pour le lire.
public-public = Tout le monde
public-public-hint = Même sans compte. Les moteurs de recherche n’y sont pas invités.
audiences-given = Donné en personne
audiences-given-nobody = Vous n’avez rien donné à une personne en particulier.
audiences-see-as-them = Voir comme cette personne
audiences-take-back = Reprendre

## Comme une autre personne le voit

seen-title = Mon profil, vu par…
seen-choose = Qui regarde
seen-as-visitor = Une visite sans compte
seen-as-member = Une personne inscrite
seen-as-seeker = Une personne en recherche
seen-as-recruiter = Une personne qui recrute
seen-as-adviser = Une conseillère ou un conseiller
seen-lead = Voici tout ce que cette personne voit de votre profil, et rien de plus.
seen-nothing = Cette personne ne voit pas votre profil : pour elle, il n’existe pas.

## Qui l’a vu

accesses-title = Qui a vu mes informations
accesses-lead = Chaque fois qu’une personne qui recrute, conseille ou administre voit de votre profil ce qui n’est pas ouvert à tout le monde, une ligne s’écrit ici. Elles restent un an. Ouvrir votre profil est noté ; le croiser dans une liste de personnes, où se lisent votre phrase de projet et quelques mots, ne l’est pas.
accesses-empty = Personne n’a encore vu ce qui n’est pas ouvert à tout le monde.
accesses-next = Plus ancien
access-saw = A vu :
access-why-audience = Parce que vous montrez cela à ce public, le
access-why-given = Parce que vous le lui avez donné, le

## Profils

data-held-profiles = Votre profil, et à qui il est montré
data-held-profile-skills = Vos compétences et leurs histoires
data-held-attestations = Les attestations que vous avez reçues ou données
data-held-profile-entries = Le journal de votre projet
data-held-entry-gestures = Vos réponses aux journaux des autres
data-held-disclosures = Ce que vous avez donné à une personne en particulier
data-held-accesses = Qui a vu de vous ce qui n’est pas ouvert à tout le monde
data-field-headline = Projet en une phrase
data-field-project = Projet
data-field-trades = Métiers visés
data-field-places = Lieux
data-field-rhythms = Rythmes
data-field-available-from = Disponible à partir du
data-field-steps = Étapes
data-field-offers = Ce que j’offre
data-field-seeks = Ce que je cherche
data-field-languages = Langues
data-field-licences = Permis
data-field-links = Liens
data-field-full-name = Nom complet
data-field-contact = Coordonnées
data-field-shown-to = Première vue montrée à
data-field-name-to = Nom montré à
data-field-photo-to = Photo montrée à
data-field-place-to = Commune montrée à
data-field-contact-to = Coordonnées montrées à
data-field-log-to = Journal montré à
data-field-shown-at = Montré depuis le
data-field-skill = Compétence
data-field-context = Situation
data-field-action = Ce que j’ai fait
data-field-result = Ce que cela a donné
data-field-relation = Lien
data-field-confirmed-at = Confirmé le
data-field-field = Champ
data-field-fields = Champs
data-field-given-at = Donné le
data-field-why = Pourquoi
data-field-at = Le
data-kept-year = Un an

## Attester une compétence

attestation-ask = Faire attester
attestation-ask-text = Vous recevrez un lien à transmettre à une personne qui vous a vu faire. Elle lira cette compétence et son histoire, rien d’autre. Qui est-elle pour vous ?
attestation-relation-peer = Une ou un collègue
attestation-relation-employer = Mon ancien employeur
attestation-relation-adviser = Ma conseillère, mon conseiller
attestation-remove = Retirer l’attestation
attestation-asked-title = Votre lien est prêt
attestation-asked-text = Il sert une fois, pendant trente jours, pour « { $skill } ». Copiez-le maintenant : il ne sera plus montré.
attestation-asked-link = Lien à transmettre
attestation-asked-back = Revenir à mon profil
attest-title = Vous y étiez ?
attest-as-peer = { $name } dit avoir travaillé avec vous, et vous demande de confirmer ce qui suit. Vous pouvez aussi fermer cette page : rien ne sera dit.
attest-as-employer = { $name } dit avoir travaillé pour vous, et vous demande de confirmer ce qui suit. Vous pouvez aussi fermer cette page : rien ne sera dit.
attest-as-adviser = { $name } dit que vous l’accompagnez, et vous demande de confirmer ce qui suit. Vous pouvez aussi fermer cette page : rien ne sera dit.
attest-name = Votre nom
attest-name-hint = Tel qu’il sera lu, avec votre fonction si vous voulez : « Léa Martin, cheffe de rayon ».
attest-words = Une phrase
attest-words-hint = Ce que vous avez vu, en quelques mots.
attest-readers = Votre nom et votre phrase seront lus par les personnes à qui { $name } montre son profil. Vous pourrez les faire retirer.
attest-send = Je confirme
attested-by-peer = Attesté par { $name }, collègue
attested-by-employer = Attesté par { $name }, ancien employeur
attested-by-adviser = Attesté par { $name }, conseil
notice-attested = Merci : votre attestation est sur son profil.
notice-attestation-removed = L’attestation est retirée.

## Avant de publier ; fichiers

profile-photo-of = Photo de { $name }
profile-caution-lead = Avant d’enregistrer, un mot pour vous seulement.
profile-caution-choice = Rien n’est refusé : modifiez ce texte, ou gardez-le tel quel.
profile-save-anyway = Garder tel quel
profile-files-title = Apporter, emporter
profile-files-lead = Vous pouvez partir d’un fichier que vous avez déjà, et emporter ce profil ailleurs.
profile-export-pdf = Une page à imprimer (PDF)
profile-pdf-from = Profil écrit sur { $site }
profile-import-title = Partir d’un fichier
profile-import-lead = Nous lisons un JSON Resume, un CV Europass ou l’archive de vos données LinkedIn, et nous vous montrons ce que nous y trouvons. Rien n’est gardé avant que vous ne le décidiez.
profile-import-file = Votre fichier
profile-import-file-hint = JSON, XML ou ZIP, 5 Mo au plus.
profile-import-read = Lire ce fichier
profile-preview-title = Ce que nous y avons lu
profile-preview-lead = Rien de ce que vous avez déjà écrit ne sera changé : les textes vides sont remplis, les listes complétées.
profile-preview-left = Ce qui n’est pas repris
profile-preview-take = Ajouter à mon profil
notice-profile-imported = C’est ajouté à votre profil. Relisez, corrigez : il n’est montré qu’à qui vous voulez.
attest-what = Ce qu’il s’agit de confirmer

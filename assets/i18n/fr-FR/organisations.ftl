# Les organisations : qui elles sont, comment c’est vérifié, qui parle pour elles.

organisations-title = Organisations
organisations-lead = Celles qui publient ici, et dont l’identité est vérifiée : par l’adresse e-mail d’une personne qui y travaille, ou par l’équipe du site.
organisations-all = Toutes les organisations
organisations-mine = Les vôtres
organisations-unproven = En attente de vérification
organisations-filters = Choisir parmi les organisations
organisations-next = Plus anciennes
organisations-empty = Aucune organisation ne correspond.
organisations-empty-way = Tout voir
organisations-missing = Votre organisation n’y est pas ?
organisations-missing-why = Ouvrez-la : vous préparez vos offres tout de suite, et les publiez une fois l’identité vérifiée.
organisations-open = Ouvrir une organisation

organisation-kind = Genre
organisation-kind-company = Entreprise
organisation-kind-public = Employeur public
organisation-kind-association = Association
organisation-kind-branch = Branche professionnelle
organisation-proof-domain = Vérifiée par une adresse @{ $domain }
organisation-proof-admin = Vérifiée par l’équipe du site
organisation-unproven = Pas encore vérifiée
organisation-unproven-why = Personne n’a encore vérifié qui est cette organisation. Elle prépare ses offres et n’en publie aucune.
organisation-prove = Vérifier par mon adresse e-mail
organisation-prove-how = Pour la vérifier : donnez dans ses réglages l’adresse de son site, et ayez un compte avec une adresse e-mail de ce site. Sinon, l’équipe du site peut le faire.
organisation-verify = Répondre de cette organisation
organisation-unverify = Ne plus en répondre
organisation-offers = { $count ->
    [one] { $count } offre
   *[other] { $count } offres
}
organisation-offers-now = Ses offres
organisation-offers-all = Voir toutes ses offres
embed-at = Voir ces offres sur Passerelle
organisation-offers-none = Aucune offre publiée en ce moment.
organisation-place = Lieu
organisation-siret = SIRET
organisation-website = Site
organisation-yours = Votre organisation

organisation-form-new-title = Ouvrir une organisation
organisation-form-new-lead = Une page par employeur. Vous en serez la première personne responsable, et pourrez en inviter d’autres.
organisation-form-new-send = Ouvrir
organisation-form-settings-title = Réglages de l’organisation
organisation-form-settings-lead = Changer le nom, le SIRET ou le site peut demander une nouvelle vérification.
organisation-form-settings-send = Enregistrer
organisation-form-name = Nom
organisation-form-siret-hint = Quatorze chiffres, avec ou sans espaces. La loi demande qui recrute (code du travail, art. L5332-2).
organisation-form-website-hint = Une adresse e-mail de ce site pourra vérifier l’organisation.
organisation-form-about = Ce qu’on y fait
organisation-form-about-hint = Comment on y travaille, plutôt qu’une publicité.

organisation-people-title = Les personnes de l’organisation
organisation-people-lead = Qui écrit ses offres, qui les lit avant publication. Cette liste n’est pas publique.
organisation-role = Rôle
organisation-role-reader = Lit
organisation-role-reader-hint = Lit les offres avant leur publication.
organisation-role-recruiter = Recrute
organisation-role-recruiter-hint = Écrit les offres, les publie, les termine.
organisation-role-owner = Responsable
organisation-role-owner-hint = Fait tout cela, règle l’organisation et invite.
organisation-awaited = Invitation envoyée
organisation-remove = Retirer de la liste
organisation-invite-title = Inviter quelqu’un
organisation-invite-handle = Son identifiant
organisation-invite-hint = Comme sur sa page : @sophie-marchand. Son compte doit être un compte de recrutement confirmé.
organisation-invite-send = Inviter
organisation-invited = On vous invite à parler pour cette organisation.
organisation-come-in = Accepter
organisation-decline = Décliner

notice-organisation-opened = L’organisation est ouverte. Il reste à vérifier son identité.
notice-organisation-edited = C’est enregistré.
notice-organisation-proven = L’organisation est vérifiée.
notice-organisation-unproven = L’organisation n’est plus vérifiée : ses offres ne se voient plus.
notice-organisation-invited = C’est fait. Une personne invitée voit l’invitation sur la page des organisations.
notice-organisation-joined = Bienvenue : voici ses offres.
notice-organisation-left = C’est fait.
notice-organisation-removed = Cette personne n’est plus de la liste.

data-held-organisations = Les organisations que vous avez ouvertes ici
data-held-organisation-members = Les organisations pour lesquelles vous parlez
data-held-offers = Les offres que vous avez écrites pour elles
data-held-offer-versions = Les versions de ces offres
data-kept-organisation = Autant que l’organisation ; votre nom s’en va avec votre compte
data-field-name = Nom
data-field-version = Version

## D’où viennent les offres : un fichier, ce qu’il changerait, ce qui s’est passé

sources-title = Vos flux d’offres
sources-lead = Donnez l’adresse du flux que produit votre logiciel, ou envoyez son fichier, dans sa forme d’aujourd’hui. Chaque offre finit dans un seul état, avec sa raison ; rien ne change avant votre accord.
sources-known = Vos sources
sources-none = Aucune source pour l’instant.
source-address-title = Une adresse, lue toute seule
source-address-lead = Vous voyez d’abord ce qu’elle contient. Ensuite, vos offres suivent : publiées, mises à jour et retirées comme dans votre logiciel, sans rien ressaisir.
source-address = Adresse du flux
source-address-hint = Elle commence par https:// et s’ouvre sans mot de passe.
source-every = La relire
source-every-1 = Toutes les heures
source-every-6 = Toutes les six heures
source-every-12 = Matin et soir
source-every-24 = Une fois par jour
source-file-title = Un fichier
source-follow = Importer, puis relire cette adresse
source-dry-address = Ce que cette adresse changerait
notice-source-followed = Les offres sont importées. L’adresse sera relue toute seule.
notice-source-resumed = L’adresse va être relue.
notice-source-paused = L’adresse n’est plus relue. Ses offres restent publiées jusqu’à leur terme.
source-read-every = { $hours ->
    [1] Relue toutes les heures
    [24] Relue une fois par jour
   *[other] Relue toutes les { $hours } heures
}
source-checked = Lue pour la dernière fois
source-next = Prochaine lecture
source-due = Elle va être lue.
source-left-alone = Elle n’est plus relue.
source-read-now = Relire maintenant
source-pause = Ne plus relire
source-failed = { $count ->
    [one] La dernière lecture a échoué. Les offres restent publiées, et un autre essai suivra.
   *[other] Les { $count } dernières lectures ont échoué. Les offres restent publiées, et un autre essai suivra.
}
source-given-up = Les { $count } dernières lectures ont échoué : nous n’essayons plus. Corrigez l’adresse ou le serveur, puis relisez.
source-file = Fichier d’offres
source-file-hint = XML, JSON, CSV, RSS ou page qui porte des offres schema.org, compressé ou non. Un fichier du même nom met à jour les offres du précédent.
source-send = Voir ce qui changerait
source-dry-title = Ce que ce fichier changerait
source-dry-lead = Rien n’est encore fait. Voici ce que deviendrait chaque offre.
source-import = Importer ce fichier
source-empty = Aucune offre n’a été trouvée dans ce flux.
source-again = Envoyer un autre fichier
run-state-running = En cours
run-state-done = Terminé
run-state-held = Retenu pour vous
run-state-failed = Interrompu
run-broken = Le flux n’a pas pu être lu jusqu’au bout. Ce qui précède est compté ; aucune offre n’est retirée.
run-held = Ce flux ne contient plus une grande part des offres du précédent. Par prudence, elles sont restées publiées : c’est à vous de dire si elles doivent l’être.
run-would-hold = Ce flux ne contient plus { $count } offres du précédent : elles resteraient publiées jusqu’à votre accord.
run-release = Retirer les offres absentes
run-receipt = Le reçu de cet import :
ledger-title = Ce que devient chaque offre
ledger-reference = Référence
ledger-state = État
ledger-reason = Raison
ledger-filter = Choisir un état
ledger-all = Toutes
ledger-next = La suite
ledger-none = Aucune offre dans cet état.
ledger-more = Et { $count } autres, comptées ci-dessus.
ledger-published = Publiée
ledger-updated = Mise à jour
ledger-unchanged = Inchangée
ledger-duplicate = Déjà là
ledger-quarantined = Mise de côté
ledger-rejected = Refusée
ledger-withdrawn = Retirée
ledger-count-published = { $count ->
    [one] { $count } publiée
   *[other] { $count } publiées
}
ledger-count-updated = { $count ->
    [one] { $count } mise à jour
   *[other] { $count } mises à jour
}
ledger-count-unchanged = { $count ->
    [one] { $count } inchangée
   *[other] { $count } inchangées
}
ledger-count-duplicate = { $count } déjà là
ledger-count-quarantined = { $count ->
    [one] { $count } mise de côté
   *[other] { $count } mises de côté
}
ledger-count-rejected = { $count ->
    [one] { $count } refusée
   *[other] { $count } refusées
}
ledger-count-withdrawn = { $count ->
    [one] { $count } retirée
   *[other] { $count } retirées
}
notice-source-imported = L’import est fait : voici ce qu’est devenue chaque offre.
notice-source-released = C’est fait : les offres absentes du flux sont retirées.

## Où vont les offres, hors d’ici.
channels-title = Où paraissent vos offres
channels-lead = Une offre publiée ici est toujours dans notre liste et dans notre recherche. Voici les autres chemins par lesquels elle part. Un chemin fermé se vide aussitôt ; un site qui a déjà lu une offre la retire à son prochain passage.
channels-unproven = Rien ne part tant que personne n’a prouvé qui est cette organisation.
channels-save = Enregistrer
channels-of-one = Une seule offre peut être tenue à l’écart d’un chemin : les mêmes cases sont sur sa page.
channel-open = Y envoyer nos offres
channel-is-open = Vos offres y partent.
channel-is-closed = Vos offres n’y partent pas.
channel-address-feed = Adresse du flux
channel-address-page = Adresse de la liste
channel-address-atom = Adresse du flux Atom
channel-address-json = Adresse du flux JSON
channel-snippet = À coller dans une page de votre site
channel-embed-look = Voir la liste telle qu’elle y paraîtra
channel-indeed = Sites d’emploi
channel-what-indeed = Donnez cette adresse à un site d’emploi : il vient y lire toutes vos offres, dans la forme décrite par Indeed que la plupart comprennent.
channel-linkedin = LinkedIn
channel-what-linkedin = Donnez cette adresse à LinkedIn, pour que vos offres y paraissent sous le nom de votre page.
channel-engines = Moteurs de recherche
channel-what-engines = Chaque page d’offre dit aux moteurs ce qu’elle est (JobPosting, schema.org), pour qu’ils la montrent parmi les emplois. Il n’y a rien à faire.
channel-embed = Votre propre site
channel-what-embed = La liste de vos offres dans une page de votre site, tenue à jour seule, sans cookie ni programme.
channel-readers = Abonnements et programmes
channel-what-readers = Pour qui suit vos offres dans un lecteur de flux (Atom), et pour les programmes d’un partenaire (JSON).
offer-channels = Où elle paraît
offer-channels-what = Toujours dans notre liste et notre recherche. Décochez un chemin pour l’en tenir à l’écart.
offer-channel-closed-for-all = Fermé pour toutes vos offres
notice-channels-kept = C’est enregistré : cela vaut dès maintenant.

# Ce que les admins gardent à l’œil : les personnes, les rôles à vérifier.

admin-nav = Administration

## Les personnes

admin-people-title = Personnes
admin-people-lead = Chaque suspension a une raison et une fin. La personne les reçoit par e-mail.
admin-people-search = Nom, identifiant ou adresse
admin-people-search-send = Chercher
admin-people-all = Revenir à toute la liste
admin-people-empty = Personne ne correspond à « { $q } ».
admin-people-none = Il n’y a encore personne.
admin-claims-next = Demandes suivantes
admin-people-next = Personnes suivantes
admin-person-since = Depuis le
admin-person-unconfirmed = Adresse non confirmée
admin-person-suspended = Ne peut pas écrire jusqu’au
admin-kind-seeker = En recherche d’emploi
admin-kind-recruiter = Recruteuse ou recruteur
admin-kind-branch = Branche professionnelle
admin-kind-adviser = Conseillère ou conseiller
admin-kind-other = Autre

admin-suspend = Suspendre
admin-suspend-lead = { $name } pourra encore se connecter et lire, mais plus écrire. Avant d’en arriver là, une demande de correction suffit souvent.
admin-suspend-reason = La raison
admin-suspend-reason-hint = Des faits et la règle en cause. Ces mots seront envoyés à la personne tels quels.
admin-suspend-until = Jusqu’au
admin-suspend-until-hint = Ce jour-là, la personne pourra écrire de nouveau.
admin-suspend-send = Suspendre
admin-restore = Lever la suspension

## Les rôles à vérifier

admin-claims-title = Rôles à vérifier
admin-claims-lead = Tant qu’un rôle n’est pas confirmé, il ne s’affiche pas et n’ouvre rien. Regardez l’adresse et l’organisation ; au besoin, appelez.
admin-claims-empty = Personne n’attend de réponse.
admin-claims-empty-way = Voir les personnes
admin-claim-kind = Se présente comme
admin-claim-organisation = Organisation
admin-claim-organisation-none = Non précisée
admin-claim-email = Adresse
admin-claim-since = Demande du
admin-claim-confirm = Confirmer
admin-claim-refuse = Ne pas confirmer
admin-claim-reason = La raison
admin-claim-reason-hint = Ces mots seront envoyés à la personne tels quels. Dites aussi ce qui permettrait de confirmer.
admin-claim-refuse-send = Envoyer et ne pas confirmer

## Les e-mails qui ne partent pas

admin-letters-title = E-mails en souffrance
admin-letters-lead = Le serveur de messagerie ne les a pas pris. Ce qu’ils disaient n’est pas montré ici.
admin-letters-none = Tous les e-mails sont partis, ou attendent leur premier essai.
admin-letter-dead = abandonné après { $count } essais
admin-letter-waiting = { $count ->
    [one] un essai, un autre viendra
   *[other] { $count } essais, un autre viendra
}
admin-letter-retry = Essayer de nouveau
notice-letter-retried = L’e-mail est remis dans la file.
dev-letter-state-withdrawn = retiré : on n’avait plus le droit de le lire

# Le logiciel d’une organisation : ses clés, et ce qui lui est écrit.

keys-title = Votre logiciel
keys-lead = Avec une clé, votre logiciel envoie vos offres lui-même et sait ce que chacune devient. Une clé vaut tant que la personne qui l’a créée recrute ici ; elle cesse si cette personne part ou change de mot de passe.
keys-api = Adresse à laquelle il envoie vos offres
keys-described = Ce qu’il peut demander, décrit pour qui le programme (OpenAPI)
keys-known = Les clés de votre organisation
keys-none = Aucune clé encore.
key-made = Voici la clé. Copiez-la maintenant dans votre logiciel : nous n’en gardons qu’une empreinte, et elle ne sera plus jamais montrée.
key-made-label = Clé
key-scope-read = lit vos offres
key-scope-write = envoie et retire des offres
key-scope-read-long = Lire toutes vos offres, brouillons compris (offers:read)
key-scope-write-long = Envoyer, mettre à jour et retirer des offres (offers:write)
key-made-by = Créée par
key-used = Dernier usage
key-unused = Pas encore servie
key-works-not = Elle n’ouvre plus rien : { $name } ne peut plus publier ici.
key-remove = Supprimer cette clé
key-new = Créer une clé
key-name = Nom
key-name-hint = Celui du logiciel qui s’en servira, pour la reconnaître plus tard.
key-scopes = Ce qu’elle permet
key-new-send = Créer la clé
notice-key-removed = La clé est supprimée : elle n’ouvre plus rien.

webhook-title = Reçus envoyés à votre logiciel
webhook-way-lead = Après chaque import, nous pouvons écrire à votre logiciel ce qu’est devenue chaque offre.
webhook-way = Choisir l’adresse
webhook-lead = Après chaque import, d’où qu’il vienne, un message part à cette adresse : chaque offre créée, mise à jour, retirée ou refusée, avec sa référence et la raison. Ce qui n’est pas reçu est renvoyé pendant quinze heures environ.
webhook-made = Voici le secret qui signe nos messages. Copiez-le maintenant : il ne sera plus montré. L’adresse enregistrée de nouveau en donne un autre.
webhook-secret = Secret
webhook-paused = Cinq messages de suite n’ont pas été reçus : nous n’en envoyons plus. Corrigez votre serveur, puis envoyez un essai : dès qu’il est reçu, ceux qui attendent partent.
webhook-address = Adresse de votre logiciel
webhook-address-hint = Elle commence par https:// et reçoit des requêtes POST.
webhook-open = Envoyer les reçus à cette adresse
webhook-renew = Enregistrer, avec un nouveau secret
webhook-try = Envoyer un essai
webhook-close = Ne plus rien envoyer
notice-webhook-closed = Plus rien n’est envoyé à votre logiciel.
notice-webhook-tried = Un essai part dans les secondes qui viennent.
notice-webhook-again = Le message repart dans les secondes qui viennent.
deliveries-title = Derniers messages
deliveries-none = Aucun message encore. Un essai dit si tout est en place.
delivery-number = Message { $number }
delivery-event-run = import { $number }
delivery-event-ping = essai
delivery-state-waiting = En attente
delivery-state-delivered = Reçu
delivery-state-given_up = Abandonné
delivery-state-held = Retenu tant que l’envoi est suspendu
delivery-attempts = { $count ->
    [one] { $count } tentative
   *[other] { $count } tentatives
}
delivery-next = Prochaine tentative
delivery-answered = Il a répondu { $status }.
delivery-again = Renvoyer

refusal-key-needed = Il faut une clé valable, dans l’en-tête Authorization : « Bearer psk_… ». Celle-ci manque, n’existe pas, ou n’ouvre plus rien.
refusal-scope-needed = Cette clé ne permet pas cela : il lui faudrait { $scope }. Créez-en une qui le permet.
refusal-not-one-offer = Un objet JSON est attendu ici, qui dit une offre : son intitulé, son texte, comment postuler.
refusal-unreached = { $why ->
    [refused-not-an-address] Ce n’est pas une adresse. Elle ressemble à « https://logiciel.exemple.fr/recus ».
    [refused-scheme] L’adresse doit commencer par https://.
    [refused-not-safe] L’adresse doit commencer par https://, pour que personne ne lise en chemin ce qui vous est écrit.
    [refused-port] Nous n’écrivons pas à ce port. Donnez une adresse sans numéro de port.
    [refused-credentials] L’adresse contient un nom ou un mot de passe, que d’autres pourraient lire. Nos messages sont signés : donnez-la sans.
    [refused-own-host] C’est une adresse de ce site. Donnez celle de votre logiciel.
    [refused-local-name] Cette adresse n’existe que dans un réseau privé. Donnez celle que tout Internet peut joindre.
    [refused-not-public] Cette adresse n’existe que dans un réseau privé. Donnez celle que tout Internet peut joindre.
    [no-such-host] Ce nom de site n’existe pas, ou ne répond pas encore. Vérifiez l’adresse.
    [unreachable] Le serveur est injoignable. Vérifiez qu’il est en marche.
    [insecure] Le certificat du serveur n’est pas valable : la liaison n’est pas sûre. C’est à son exploitant de le renouveler.
    [too-slow] Le serveur n’a pas répondu à temps. Il peut répondre d’abord, et travailler ensuite.
    [broken] La réponse s’est interrompue, ou n’en est pas une.
    [too-many-redirects] Le serveur renvoie à une autre adresse, où nous n’allons pas. Donnez l’adresse finale.
    [gone] Il n’y a rien à cette adresse. Vérifiez-la.
    [later] Le serveur demande de revenir plus tard.
   *[status] Le serveur n’a pas accepté ce message.
}

data-held-api-keys = Les clés que vous avez créées pour le logiciel d’une organisation
data-field-head = Premiers caractères
data-field-scopes = Ce qu’elle permet

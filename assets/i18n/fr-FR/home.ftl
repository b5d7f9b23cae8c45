# Les deux accueils : celui de qui passe, et « Ma journée ».

## Pour qui passe

home-visitor-title = D’un métier à l’autre, on ne traverse pas seul.
home-visitor-lead = Posez une question, racontez ce que vous savez faire, lisez celles et ceux qui ont déjà franchi le pas. C’est gratuit, sans publicité, et vous savez toujours qui vous lit.
home-visitor-join = Créer un compte
home-visitor-read = Lire les communautés
home-visitor-unanswered-why = Il suffit parfois d’avoir vécu la même chose pour pouvoir répondre.
home-alive-title = En ce moment
home-alive-why = Les conversations publiques où l’on vient d’écrire.
home-rooms-title = Des communautés par thème, par métier, par lieu
home-rooms-all = Voir toutes les communautés
home-demo-title = Comptes de démonstration
home-demo-text = Ils n’existent que sur cette machine. Leur mot de passe à tous :

home-promises-title = Ce que vous trouvez ici
home-promise-readers = Qui vous lit
home-promise-readers-text = C’est écrit au-dessus du bouton, avant que vous n’envoyiez. Certaines communautés ne sont lues ni par les employeurs, ni par les conseillères et conseillers.
home-promise-gestures = Pas de points
home-promise-gestures-text = On se dit merci, bravo, on fait le relais. Personne n’est noté, ni classé.
home-promise-humans = Des personnes
home-promise-humans-text = Chaque réponse est écrite par quelqu’un, qui signe. Le rôle affiché près d’un nom a été vérifié.
home-promise-error = Le droit à l’erreur
home-promise-error-text = Ce que vous écrivez se corrige et se retire. Une décision de l’animation a toujours une raison, que vous lisez.

## Ma journée

home-member-title = Ma journée
home-member-lead = Bonjour { $name }. Voici ce qui vous attend, et pourquoi c’est là.
home-member-welcome = Bienvenue, { $name }. Prenez le temps de lire : ici, rien ne presse.
home-awaited-title = Vos questions en cours
home-awaited-why = Celles dont aucune réponse n’est encore retenue. Si l’une vous a servi, retenez-la : elle servira à d’autres.
home-awaited-empty = Aucune de vos questions n’attend de réponse.
home-unanswered-title = Questions sans réponse
home-unanswered-why = Dans vos communautés, ces personnes attendent encore un premier mot.
home-unanswered-empty = Toutes les questions de vos communautés ont reçu une réponse.
home-unanswered-all = Voir toutes les questions sans réponse
home-fresh-title = Du nouveau dans vos communautés
home-fresh-why = Les derniers fils des communautés que vous avez rejointes.
home-fresh-empty = Rien de nouveau pour l’instant. Rejoignez une communauté, et ce qui s’y dit apparaîtra ici.
home-fresh-way = Choisir une communauté
home-off = Ne plus montrer
home-off-title = Ce que vous ne montrez plus ici
home-on-about = (montrer de nouveau)

## Les premiers pas

home-first-title = Par où commencer
home-first-read = Lire ce qui se dit, sans rien écrire.
home-first-read-way = Voir les communautés
home-first-answer = Répondre à quelqu’un : une phrase suffit souvent.
home-first-answer-way = Voir les questions sans réponse
home-first-about = Dire en une ligne ce que vous cherchez, ou ce que vous savez faire.
home-first-about-way = Compléter ma page
home-choose-title = Des communautés à rejoindre
home-choose-why = Ce qui se dit dans vos communautés apparaît ici. Vous pouvez lire et écrire sans les rejoindre.
home-offers = Voir les offres

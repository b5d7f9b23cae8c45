# Les métiers : la liste, la page d’un métier, ses passerelles.

trades-title = Métiers
trades-lead = Ce que l’on y fait, ce qu’il faut savoir faire, et les passerelles vers d’autres.
trades-domains = Par grand domaine
trades-count = { $count ->
    [one] { $count } métier
   *[other] { $count } métiers
}
trades-search = Chercher un métier
trades-search-label = Nom d’un métier
trades-search-hint = Un ou plusieurs mots : « aide domicile », « soudeur ».
trades-search-send = Chercher
trades-found-title = Métiers : « { $words } »
trades-list = Les métiers trouvés
trades-also = Aussi appelé :
trades-not-found = Aucun métier ne porte ces mots. Essayez-en un seul, ou le début d’un mot.
trades-all = Voir tous les domaines
trades-none = Les métiers n’ont pas encore été chargés ici.

trade-domain-a = Agriculture et pêche, espaces naturels et verts, soins aux animaux
trade-domain-b = Arts et façonnage d’ouvrages d’art
trade-domain-c = Banque, assurance, immobilier
trade-domain-d = Commerce, vente et grande distribution
trade-domain-e = Communication, médias et multimédia
trade-domain-f = Construction, bâtiment et travaux publics
trade-domain-g = Hôtellerie, restauration, tourisme, loisirs et animation
trade-domain-h = Industrie
trade-domain-i = Installation et maintenance
trade-domain-j = Santé
trade-domain-k = Services à la personne et à la collectivité
trade-domain-l = Spectacle
trade-domain-m = Support à l’entreprise
trade-domain-n = Transport et logistique

trade-retired = Ce métier n’existe plus sous ce nom dans la liste officielle. Sa page reste, pour qui l’avait choisi.
trade-retired-replaced = On le trouve maintenant ici :
trade-bridges = Les passerelles
trade-bridges-derived = Déduites du métier plus large dont celui-ci fait partie : prenez-les comme des pistes.
trade-bridges-near = Tout près
trade-bridges-near-text = Ce que l’on sait faire suffit pour commencer.
trade-bridges-step = À une étape
trade-bridges-step-text = Il y a quelque chose à apprendre d’abord.
trade-rooms = Les communautés qui en parlent
trade-rooms-none = Aucune communauté ne s’y consacre encore. Posez votre question dans celle qui s’en approche.
trade-rooms-way = Voir les communautés
trade-search = Chercher dans ce qui s’en dit
trade-threads = Ce que l’on s’y dit
trade-skills = Ce qu’il faut savoir faire
trade-skills-derived = Déduit du métier plus large dont celui-ci fait partie.
trade-titles = On l’appelle aussi
trade-more = { $count ->
    [one] et { $count } autre
   *[other] et { $count } autres
}
trade-source = D’où cela vient
trade-source-text = Codes et noms : France Travail, ROME (Licence Ouverte). Le reste est de France Travail ou de la main de ce site.

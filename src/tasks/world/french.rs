//! Three hundred French words, the most frequent first, for machines without the
//! shared lexicon.

pub const FRENCH: &str = "
de la le et les des un une est pour que dans en qui je pas du au sur avec ce plus on mais vous ne par se nous il ma
mon mes si ou elle tout bien faire comme avoir travail être sans emploi cette son sa ses leur leurs votre vos aux deux
trois après avant encore aussi même quand très peu trop jamais toujours souvent métier entretien formation contrat
poste entreprise expérience offre équipe stage alternance conseil rendez-vous agence mois semaine jour heure matin soir
nuit année temps plein partiel salaire prime horaires trajet bus voiture permis train ville quartier région candidature
lettre réponse question projet parcours reconversion bilan compétence diplôme titre certificat examen jury dossier
demande inscription recruteur employeur collègue chef responsable conseillère conseiller famille enfant école garde
maison santé soin aide personne patient atelier chantier magasin entrepôt bureau cuisine restaurant hôtel usine hôpital
accueil vente commerce logistique transport bâtiment numérique administration comptabilité secrétariat nettoyage
sécurité électricité plomberie menuiserie peinture maçonnerie mécanique soudure agriculture animation enseignement
apprendre commencer finir chercher trouver répondre demander écrire appeler envoyer recevoir accepter refuser essayer
changer choisir comprendre expliquer raconter écouter parler dire savoir pouvoir vouloir devoir prendre donner mettre
venir partir rester passer attendre espérer préparer réussir aimer penser croire sembler devenir garder quitter
reprendre continuer arrêter proposer accompagner partager remercier rencontrer découvrir observer visiter signer payer
gagner perdre compter lire relire jeune ancien nouveau bon meilleur petit grand long court simple difficile possible
utile concret clair précis sérieux proche loin premier dernier seul ensemble vraiment presque surtout enfin
ensuite alors donc parce depuis pendant chez entre vers contre selon malgré plusieurs quelques chaque certains autre
beaucoup assez moins mieux ici ailleurs demain hier bientôt parfois rarement merci bonjour retour
confiance courage envie doute peur fierté fatigue énergie motivation patience curiosité rigueur autonomie écoute
adresse numéro téléphone courriel formulaire page site annonce liste date délai durée étape chemin porte clé solution
exemple détail raison résultat chance lien réseau contact rencontre salon forum café
";

# Ce que toutes les pages se partagent : le cadre, les rôles, les audiences, les mots courants.

site-name = Passerelle

## Le cadre

skip = Aller au contenu
nav-main = Navigation principale
nav-shortcuts = Raccourcis
nav-home = Accueil
nav-communities = Communautés
nav-unanswered = Sans réponse
nav-trades = Métiers
nav-me = Moi
nav-sign-in = Se connecter
nav-sign-up = S’inscrire
nav-sign-out = Se déconnecter
nav-my-page = Ma page
nav-account = Mon compte
nav-sessions = Mes appareils
nav-blocks = Les personnes que je ne lis plus
nav-admin-people = Personnes
nav-admin-claims = Rôles à vérifier
rail-title = Mes communautés
context = À côté
crumbs = Où vous êtes
pages = Pages
tags = Étiquettes
footer-label = Informations sur ce site
footer-letters = Lettres envoyées (développement)
footer-other-language = English
footer-promise = Passerelle { $version }, logiciel libre. Ni publicité, ni pistage, ni classement des personnes.
frame-suspended = Vous pouvez lire, mais plus écrire, jusqu’au
frame-suspended-why = Lire pourquoi
frame-unconfirmed = Votre adresse e-mail n’est pas encore confirmée : vous pouvez tout lire, et vous pourrez écrire dès que vous aurez ouvert le lien que nous vous avons envoyé.
frame-unconfirmed-way = Je n’ai rien reçu

## Dates

month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
moment = { $day } à { $hour } h { $minute }

## Les personnes. Un rôle se dit par ce que l’on fait : il n’a ni rang ni genre.

person-gone = Une personne qui a fermé son compte
role-adviser = Conseille
role-recruiter = Recrute
role-branch = Branche professionnelle
role-manager = Anime cette communauté
role-ambassador = Ambassadrice ou ambassadeur
names-and = { $names } et { $last }
names-and-others = { $names } et d’autres membres

## Qui lit. Le nom d’une audience, son explication, et la phrase de chaque boîte où l’on écrit.

audience-all = Peu importe
audience-read-by = Qui lit :
audience-public = Tout le monde, même sans compte
audience-public-hint = La page se trouve aussi depuis un moteur de recherche.
audience-public-reads = Ce que vous écrivez sera lu par : toute personne, même sans compte.
audience-members = Les personnes qui ont un compte
audience-members-hint = Quelle que soit leur situation. Rien ne s’affiche sans connexion.
audience-members-reads = Ce que vous écrivez sera lu par : toute personne qui a un compte ici, et personne d’autre.
audience-seekers = Les personnes en recherche d’emploi
audience-seekers-hint = Et les personnes qui animent cette communauté. Ni les employeurs, ni les conseillères et conseillers.
audience-seekers-reads = Ce que vous écrivez sera lu par : les personnes en recherche d’emploi et les animatrices et animateurs de cette communauté, personne d’autre.
audience-recruiters = Les personnes qui recrutent
audience-recruiters-hint = Recruteuses, recruteurs et branches professionnelles dont le rôle a été vérifié, et les personnes qui animent cette communauté.
audience-recruiters-reads = Ce que vous écrivez sera lu par : les recruteuses, recruteurs et branches professionnelles dont le rôle a été vérifié, et les animatrices et animateurs de cette communauté, personne d’autre.
audience-staff = Les équipes
audience-staff-hint = Conseil, animation et administration.
audience-staff-reads = Ce que vous écrivez sera lu par : les conseillères et conseillers dont le rôle a été vérifié, les personnes qui animent une communauté et celles qui administrent le site, personne d’autre.
audience-named = Quelques personnes choisies
audience-named-hint = Vous les faites entrer une par une, par leur identifiant.
audience-named-reads = Ce que vous écrivez sera lu par : les personnes que l’on a fait entrer ici par leur nom, et celles qui animent cette communauté, personne d’autre.

## Ce qu’est un fil, et où il en est

kind-question = Question
kind-question-hint = Vous cherchez une réponse. Vous pourrez dire laquelle vous a servi.
kind-discussion = Discussion
kind-discussion-hint = Vous voulez parler de quelque chose, sans attendre une réponse précise.
kind-experience = Retour d’expérience
kind-experience-hint = Vous racontez ce que vous avez vécu, pour que cela serve.
kind-announcement = Annonce
kind-announcement-hint = Une nouvelle de la communauté, par les personnes qui l’animent.
state-unanswered = Sans réponse
state-solved = Résolue
state-closed = Fil fermé
state-pinned = Épinglé

## Mots courants

field-optional = (facultatif)
password-show = Montrer
password-hide = Cacher
give-up = Revenir sans envoyer
undo = Annuler

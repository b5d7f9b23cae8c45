# Ce qui entoure un profil : mises en garde avant de publier, import, page imprimée.

## Mises en garde : vous seul ou vous seule les voyez ; rien n’est empêché.

caution-age = Ceci dit votre âge ou permet de le deviner. Il n’a pas à entrer en compte : ce que vous savez faire suffit.
caution-family = Ceci parle de votre vie de famille. Personne n’a à la connaître pour vous recruter.
caution-health = Ceci parle de votre santé ou d’un handicap. Vous choisissez à qui et quand le dire ; rien n’oblige à l’écrire ici.
caution-origin = Ceci parle de votre origine, de votre nationalité ou de votre droit au séjour. Rien n’oblige à l’écrire ici.
caution-belief = Ceci dit une conviction, une religion ou un engagement syndical. Rien n’oblige à l’écrire ici.
caution-intimacy = Ceci parle de votre vie intime. Rien n’oblige à l’écrire ici.
caution-pay = Ceci dit ce que vous gagnez ou touchez. Le dire d’avance peut peser sur ce que l’on vous proposera.
caution-address = Ceci ressemble à une adresse postale : toute personne qui lit cette page la lira.
caution-phone = Ceci ressemble à un numéro de téléphone : toute personne qui lit cette page le lira. Le champ « Contact » se donne à qui vous choisissez.
caution-email = Ceci ressemble à une adresse électronique : toute personne qui lit cette page la lira. Le champ « Contact » se donne à qui vous choisissez.
caution-nir = Ceci ressemble à un numéro de sécurité sociale. Ne le donnez à personne avant une embauche.

## Import : d’où vient le fichier, ce qui n’a pas été repris, ce qui n’a pas pu être lu.

import-from-json-resume = Fichier JSON Resume
import-from-europass = CV Europass
import-from-linkedin = Archive de vos données LinkedIn

import-left-birth = Date ou lieu de naissance : non repris, un profil n’en parle pas.
import-left-gender = Genre : non repris, un profil n’en parle pas.
import-left-nationality = Nationalité : non reprise, un profil n’en parle pas.
import-left-photo = Photo : non reprise. Vous pouvez en ajouter une, et choisir qui la voit.
import-left-family = Situation de famille : non reprise, un profil n’en parle pas.
import-left-pay = Salaire : non repris, un profil n’en parle pas.
import-left-address = Adresse postale : non reprise. La commune suffit.
import-left-others = Personnes qui vous recommandent : non reprises, elles n’ont rien demandé.
import-left-no-place = Sans place dans un profil : non repris.
import-left-too-long = Texte trop long : non repris, pour ne pas le couper à votre place.
import-left-too-many = En surnombre : seuls les premiers ont été repris.
import-left-unreadable = Illisible : non repris.

import-too-large = Ce fichier dépasse 5 Mo. L’archive LinkedIn « de base » suffit.
import-document = Ce fichier est fait pour être lu par des personnes. Choisissez un fichier JSON Resume, un CV Europass au format XML ou l’archive de vos données LinkedIn ; ou copiez son texte dans les étapes du profil.
import-unknown = Ce fichier n’est ni un JSON Resume, ni un CV Europass, ni une archive LinkedIn. Rien n’a été changé.
import-malformed = Ce fichier est abîmé ou incomplet. Demandez-en un nouveau au service d’où il vient ; rien n’a été changé.
import-doctype = Ce fichier XML contient une déclaration que nous ne lisons pas, par sécurité. Rien n’a été changé.
import-bomb = Cette archive contient trop de fichiers, ou de trop gros. Demandez l’archive « de base » ; rien n’a été changé.
import-nothing = Ce fichier se lit, mais rien n’y parle d’un profil. Rien n’a été changé.

## La page imprimée.

sheet-title = Profil
sheet-project = Projet
sheet-trades = Métiers visés :
sheet-places = Où :
sheet-around = { $place } (à moins de { $km } km)
sheet-rhythms = Rythmes :
sheet-rhythm-full-time = temps plein
sheet-rhythm-part-time = temps partiel
sheet-rhythm-shifts = horaires postés
sheet-rhythm-nights = nuit
sheet-rhythm-weekends = week-end
sheet-rhythm-seasonal = saison
sheet-remote = Télétravail :
sheet-remote-none = aucun
sheet-remote-some = en partie
sheet-remote-most = le plus souvent
sheet-available = Disponible à partir du
sheet-skills = Compétences
sheet-context = Situation :
sheet-action = Ce que j’ai fait :
sheet-result = Résultat :
sheet-steps = Étapes
sheet-step-ahead = À venir :
sheet-step-now = En cours :
sheet-step-done = Fait :
sheet-offers = Ce que je propose
sheet-seeks = Ce que je cherche
sheet-languages = Langues
sheet-level-a1 = A1, premiers mots
sheet-level-a2 = A2, échanges simples
sheet-level-b1 = B1, autonome au quotidien
sheet-level-b2 = B2, à l’aise
sheet-level-c1 = C1, courant
sheet-level-c2 = C2, sans effort
sheet-level-native = langue première
sheet-licences = Permis, habilitations, diplômes
sheet-links = Liens

//! What the people of a load world say of themselves: sentences that read as French
//! and go together, since profiles are read whole.

use super::words::Dice;

/// A skill, and three parts of a story, two ways each.
pub struct Story {
    pub label: &'static str,
    context: [&'static str; 2],
    action: [&'static str; 2],
    result: [&'static str; 2],
}

impl Story {
    pub fn told(&self, dice: &mut Dice) -> [&'static str; 3] {
        [self.context, self.action, self.result].map(|ways| ways[dice.below(2)])
    }
}

const HEADLINES: [&str; 6] = [
    "Changer de voie\u{202F}: ",
    "Reprendre après une pause\u{202F}: ",
    "Apprendre un métier sur le tas\u{202F}: ",
    "Près de chez moi, si possible\u{202F}: ",
    "Un métier que j’ai essayé et aimé\u{202F}: ",
    "Revenir à ce que je sais faire\u{202F}: ",
];
const BEGUN: [&str; 6] = [
    "J’ai travaillé huit ans dans la vente, dont trois comme adjointe de magasin.",
    "Après douze ans de restauration, je cherche des horaires qui laissent les soirées libres.",
    "J’ai gardé des enfants pendant six ans et je reprends une activité à temps plein.",
    "L’atelier où je travaillais a fermé au printemps\u{202F}; j’y ai appris la rigueur et la sécurité.",
    "J’ai enchaîné les missions d’intérim en entrepôt et je veux maintenant m’installer quelque part.",
    "Je sors d’une formation de neuf mois, avec deux stages qui se sont bien passés.",
];
const WANTED: [&str; 6] = [
    "Je cherche une équipe où l’on prend le temps d’expliquer le premier mois.",
    "Je préfère un contrat court pour commencer, puis voir ensemble.",
    "Une immersion de quinze jours me conviendrait pour vérifier que le métier est le bon.",
    "J’accepte de me former le soir, et de commencer au bas de l’échelle.",
    "Ce qui compte pour moi\u{202F}: des consignes claires et des collègues à qui parler.",
    "Je peux commencer vite et me déplacer sans voiture.",
];
pub const OFFERS: [&str; 4] = [
    "Je relis volontiers une lettre ou un dossier.",
    "Je peux raconter mon ancien métier à qui hésite.",
    "Je fais répéter un entretien au téléphone, en fin de journée.",
    "J’accompagne à un premier rendez-vous si cela rassure.",
];
pub const SEEKS: [&str; 4] = [
    "Une heure avec quelqu’un qui exerce ce métier.",
    "Un regard sur mon dossier de formation.",
    "Une visite d’atelier ou de service, même courte.",
    "Le récit de quelqu’un qui a changé de métier après vingt ans dans le même.",
];
pub const STEPS: [&str; 3] = ["Rencontrer quelqu’un du métier", "Une immersion de deux semaines", "Un premier contrat"];
pub const LANGUAGES: [&str; 6] = ["Anglais", "Espagnol", "Arabe", "Portugais", "Breton", "Langue des signes"];
pub const LICENCES: [&str; 4] =
    ["Permis B", "Sauveteur secouriste du travail", "CACES 1", "Habilitation électrique BS"];
pub const ASKED: [&str; 3] = [
    "Votre projet rejoint un poste que nous ouvrons le mois prochain. En parlons-nous\u{202F}?",
    "Nous accueillons des personnes en immersion. Cela vous intéresserait-il\u{202F}?",
    "Votre façon de raconter votre travail m’a plu. Puis-je vous poser deux questions\u{202F}?",
];

pub const STORIES: [Story; 10] = [
    Story {
        label: "Accueillir et renseigner",
        context: ["Un accueil, quarante personnes le matin.", "Le guichet d’une mairie un jour de rentrée."],
        action: [
            "J’ai préparé une feuille avec les réponses les plus demandées.",
            "J’ai orienté chaque personne dès la porte.",
        ],
        result: ["L’attente est passée de vingt à dix minutes.", "Moins d’appels pour les mêmes questions."],
    },
    Story {
        label: "Tenir une caisse",
        context: ["Un supermarché de quartier, seule le soir.", "Une boulangerie, à l’heure de pointe."],
        action: ["Je comptais deux fois et notais chaque écart.", "J’expliquais l’écart le soir même."],
        result: ["Aucun écart inexpliqué en un an.", "On m’a confié la clé du coffre."],
    },
    Story {
        label: "Préparer des commandes",
        context: [
            "Un entrepôt frais, trois cents lignes par jour.",
            "Une plateforme de vente en ligne avant les fêtes.",
        ],
        action: ["J’ai rangé les références par fréquence.", "J’ai proposé un second contrôle avant le quai."],
        result: ["Les erreurs ont baissé de moitié.", "Les départs se faisaient à l’heure."],
    },
    Story {
        label: "Accompagner une personne âgée",
        context: ["Ma voisine ne sortait plus depuis l’hiver.", "Un stage de trois semaines en résidence."],
        action: ["Nous avons repris par dix minutes de marche.", "J’ai appris à aider sans faire à la place."],
        result: ["Elle va au marché seule.", "L’équipe m’a proposé de revenir l’été."],
    },
    Story {
        label: "Cuisiner pour un groupe",
        context: ["Une cantine de cent vingt couverts.", "Un centre de loisirs, avec des allergies à suivre."],
        action: ["J’ai écrit les fiches et les températures.", "J’ai préparé un tableau des allergènes."],
        result: ["Le contrôle n’a rien trouvé à redire.", "Aucun incident de la saison."],
    },
    Story {
        label: "Réparer plutôt que remplacer",
        context: ["Une machine s’arrêtait deux fois par jour.", "Des vélos rendus en panne chaque soir."],
        action: ["J’ai démonté, noté et cherché la pièce usée.", "J’ai commencé par ce qui cassait le plus souvent."],
        result: ["Plus d’arrêt pendant trois mois.", "Deux vélos sur trois repartaient le lendemain."],
    },
    Story {
        label: "Former une personne qui débute",
        context: ["Une apprentie arrivait chaque septembre.", "On m’a confié les nouveaux pendant un an."],
        action: ["Je montrais, puis je regardais faire.", "Nous faisions le point le vendredi."],
        result: ["Elle a été embauchée.", "Tous ont tenu la période d’essai."],
    },
    Story {
        label: "Suivre un stock",
        context: ["Un magasin de bricolage, huit mille références.", "La pharmacie d’une petite clinique."],
        action: [
            "J’ai compté un rayon par jour plutôt que tout en juin.",
            "J’ai mis une alerte sur ce qui manque souvent.",
        ],
        result: ["Les ruptures sont devenues rares.", "L’inventaire prend une matinée."],
    },
    Story {
        label: "Répondre au téléphone et par écrit",
        context: ["Le service clients d’un fournisseur d’eau.", "Le secrétariat d’une association."],
        action: ["Je reformulais avant de répondre.", "J’écrivais la réponse comme je l’aurais dite."],
        result: ["Moins de rappels pour le même dossier.", "Les gens remerciaient, ce qui était nouveau."],
    },
    Story {
        label: "Organiser une journée qui déborde",
        context: ["Trois tournées et un seul camion.", "Quatre enfants et deux écoles."],
        action: ["J’ai mis les heures fixes d’abord.", "J’ai dit non à ce qui pouvait attendre demain."],
        result: ["Plus de retard le jeudi.", "J’ai gardé cette méthode partout."],
    },
];

/// A line about a trade, no longer than `limit` bytes.
pub fn headline(dice: &mut Dice, trade: &str, limit: usize) -> String {
    let line = format!("{}{trade}.", HEADLINES[dice.below(HEADLINES.len())]);
    if line.len() > limit { trade.chars().take(limit / 4).collect() } else { line }
}

/// Two paragraphs.
pub fn project(dice: &mut Dice, place: Option<&str>) -> String {
    let begun = BEGUN[dice.below(BEGUN.len())];
    let wanted = WANTED[dice.below(WANTED.len())];
    match place {
        Some(place) => format!("{begun}\n\n{wanted} Je cherche autour de {place}."),
        None => format!("{begun}\n\n{wanted}"),
    }
}

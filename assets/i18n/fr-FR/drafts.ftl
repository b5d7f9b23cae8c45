# Les brouillons : ce qui s’écrit n’est jamais perdu.

drafts-title = Mes brouillons
drafts-lead = Ce que vous avez commencé à écrire, sur cet appareil ou sur un autre. Vous seul, vous seule, pouvez le lire.
drafts-none = Rien en attente. Ce que vous commencerez à écrire se gardera ici de lui-même.
draft-reply = Réponse dans « { $name } »
draft-thread = Nouveau fil dans { $name }
draft-edit = Modification d’un message de « { $name } »
draft-nowhere = L’endroit où vous écriviez n’est plus à lire. Vos mots restent ici, à copier.
draft-words = Lire mes mots
draft-empty = Sans titre
draft-found = Votre brouillon du
draft-forget = Jeter ce brouillon
draft-form = Un formulaire envoyé après la fin de votre session
draft-form-lead = Il n’a pas été pris en compte : votre session était finie. Relisez-le, puis envoyez-le.
draft-form-send = Envoyer ce formulaire
draft-save = Garder pour plus tard
draft-saved = Brouillon gardé.
draft-unsaved = Pas de réseau : vos mots restent dans cet onglet.
notice-draft-saved = Votre brouillon est gardé. Vous le retrouverez ici, et sur vos autres appareils.
notice-draft-forgotten = Le brouillon est jeté.
notice-words-held = Vos mots sont gardés. Connectez-vous dans ce navigateur pour les retrouver.
edit-current = Ce texte a changé pendant que vous écriviez
edit-current-lead = Peut-être par vous, sur un autre appareil. Voici ce qu’il dit maintenant ; le vôtre est plus bas, où vous pouvez reprendre ce qui manque.
edit-current-keep = Garder le texte actuel
thread-form-kind-short = Nature
none = Aucune

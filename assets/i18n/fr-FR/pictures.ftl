# Les images : la photo d’une personne, ce que montrent les messages.

pictures-title = Mes images
pictures-lead = Ce que vous avez ajouté à vos messages, et votre photo. Chaque image est vue par qui peut lire un message où elle est, et par personne d’autre.
pictures-none = Vous n’avez encore ajouté aucune image. Une capture d’écran, une photo de votre travail : elle s’ajoute aussi depuis un message que vous écrivez.

picture-add = Ajouter une image
picture-new-title = Ajouter une image
picture-new-lead = Vos mots sont gardés. L’image sera ajoutée à la fin ; vous pourrez la déplacer avant d’envoyer.
picture-new-lead-later = L’image sera gardée un jour parmi les vôtres, le temps de la mettre dans un message.
picture-back = Ce que vous écrivez
picture-file = Image
picture-file-hint = JPEG, PNG, WebP ou GIF, de 12 Mo au plus. D’une animation, seule la première image est gardée.
picture-alt = Ce que l’on y voit
picture-alt-hint = Une phrase pour les personnes qui ne voient pas l’image, et pour celles chez qui elle ne s’affiche pas. Dites ce qui compte : « Un atelier de soudure, deux personnes devant un établi ». S’il y a du texte dans l’image, recopiez-le.
picture-insert = Mettre dans le message
picture-send = Garder cette image
picture-sending = Envoi en cours…
picture-refused = L’image n’a pas pu être envoyée. Vos mots sont toujours là : essayez de nouveau dans un instant.
picture-cleaned = L’image est redessinée ici : le lieu, la date, l’appareil et tout ce que le fichier disait de vous en sont ôtés. Les visages restent : ne montrez quelqu’un d’autre qu’avec son accord.
picture-shown-in = On la voit ici :
picture-shown-elsewhere = On la voit dans un message que vous ne lisez pas aujourd’hui, masqué ou retiré.
picture-unused = On ne la voit nulle part : sans message qui la montre, elle s’efface au bout d’un jour. Pour la montrer, copiez ceci dans un message :
picture-remove = Retirer cette image
picture-remove-final = Elle disparaît tout de suite, partout, et son fichier est effacé. On ne peut pas revenir en arrière. Les messages où elle était gardent sa description.
picture-remove-send = Retirer pour de bon

photo-title = Ma photo
photo-lead = Elle n’est vue que de vous, tant que vous n’avez pas choisi à qui la montrer dans votre profil. Vous pouvez très bien vous en passer : personne n’est classé ni écarté pour cela.
photo-audiences = Choisir à qui la montrer
photo-yours = Votre photo, telle que la voient les personnes à qui vous la montrez
photo-another = Une autre photo, à la place de celle-ci
photo-hint = JPEG, PNG, WebP ou GIF, de 12 Mo au plus. Le milieu en est gardé, en carré.
photo-send = Garder cette photo
photo-remove = Retirer ma photo
photo-remove-send = Retirer ma photo pour de bon

notice-picture-added = L’image est dans votre message, pas encore envoyé.
notice-picture-kept = L’image est gardée.
notice-picture-removed = L’image est retirée, et son fichier effacé.
notice-photo-kept = Votre photo est gardée. Elle n’est vue que des personnes que vous choisissez.
notice-photo-removed = Votre photo est retirée, et son fichier effacé.

## Ce qui n’a pas pu être lu d’un flux d’offres, pour qui l’envoie.

feed-empty = Le flux est vide : rien n’a été reçu.
feed-binary = Ce n’est pas un flux mais un fichier pour programmes ({ $kind }). Nous lisons du XML, du JSON, du CSV, du RSS, et les pages qui portent des offres schema.org ; compressés en gzip ou non.
feed-web-page = L’adresse a répondu par une page sans offre : « { $title } ». Si elle demande une connexion, le flux ne peut pas être lu.
feed-no-offers = Aucune liste d’offres n’y a été trouvée. La réponse commence par : « { $beginning } ».
feed-truncated = Le fichier compressé s’arrête avant sa fin. Ce qui précède a été lu ; rien d’autre n’a été changé.
feed-corrupt = Le fichier compressé est abîmé. Ce qui précède a été lu ; rien d’autre n’a été changé.
feed-too-large = Une fois décompressé, le flux dépasse { $limit } octets. La suite n’a pas été lue.
feed-bomb = Le fichier compressé se déplie plus de { $ratio } fois. Par sécurité, la suite n’a pas été lue.
feed-unclosed = Le flux s’arrête alors que « { $name } », ouvert à la ligne { $line }, n’est pas refermé. Ce qui précède a été lu.
feed-too-deep = À la ligne { $line }, les éléments s’emboîtent sans fin. Ce qui précède a été lu.
feed-io = La lecture s’est interrompue. Ce qui précède a été lu ; nous réessaierons.

feed-item-too-large = Ligne { $line } : l’offre dépasse { $limit } octets.
feed-item-field-too-long = Ligne { $line } : le champ « { $field } » dépasse { $limit } octets.
feed-item-too-deep = Ligne { $line } : le champ « { $field } » s’emboîte sur plus de { $limit } niveaux.
feed-item-too-many-fields = Ligne { $line } : l’offre a plus de { $limit } champs.
feed-item-unclosed = Ligne { $line } : l’élément « { $element } » n’est pas refermé.
feed-item-not-json = Ligne { $line } : ce n’est pas du JSON ({ $said }).
feed-item-cells = Ligne { $line } : { $found } cellules, alors que l’en-tête en a { $expected }.
feed-item-quotation = Ligne { $line } : un guillemet ouvert n’est jamais refermé.

feed-offer-no-title = L’offre n’a pas d’intitulé.
feed-offer-text-too-long = Le texte de l’offre compte { $letters } caractères ; une offre en a 20 000 au plus.

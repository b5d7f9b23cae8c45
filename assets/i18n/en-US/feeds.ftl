## What of a feed of offers could not be read, for whoever sends it.

feed-empty = The feed is empty: nothing was received.
feed-binary = This is no feed but a file for programs ({ $kind }). We read XML, JSON, CSV, RSS, and pages that carry schema.org offers; packed by gzip or not.
feed-web-page = The address answered with a page without an offer: “{ $title }”. If it asks to log in, the feed cannot be read.
feed-no-offers = No list of offers was found in it. The answer begins with: “{ $beginning }”.
feed-truncated = The packed file stops before its end. What came before was read; nothing else was changed.
feed-corrupt = The packed file is damaged. What came before was read; nothing else was changed.
feed-too-large = Once unpacked, the feed is of more than { $limit } bytes. The rest was not read.
feed-bomb = The packed file unfolds more than { $ratio } times. For safety, the rest was not read.
feed-unclosed = The feed stops while “{ $name }”, opened at line { $line }, is not closed. What came before was read.
feed-too-deep = At line { $line }, elements nest without end. What came before was read.
feed-io = Reading broke off. What came before was read; we will try again.

feed-item-too-large = Line { $line }: the offer is of more than { $limit } bytes.
feed-item-field-too-long = Line { $line }: the field “{ $field }” is of more than { $limit } bytes.
feed-item-too-deep = Line { $line }: the field “{ $field }” nests deeper than { $limit } levels.
feed-item-too-many-fields = Line { $line }: the offer has more than { $limit } fields.
feed-item-unclosed = Line { $line }: the element “{ $element }” is not closed.
feed-item-not-json = Line { $line }: this is no JSON ({ $said }).
feed-item-cells = Line { $line }: { $found } cells where the header has { $expected }.
feed-item-quotation = Line { $line }: a quotation that was opened is never closed.

feed-offer-no-title = The offer has no title.
feed-offer-text-too-long = The text of the offer has { $letters } characters; an offer has 20,000 at most.

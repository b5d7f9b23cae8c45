# A person’s page: a name, what they say of themselves, the threads they opened.

person-organisation = Organisation
person-since = Here since
person-threads-title = Threads opened
person-threads-next = Older threads
person-threads-empty = { $name } has opened no thread, for now, in the communities you read.
person-threads-empty-way = See the communities
person-my-threads-empty = You have not opened a thread yet. A question, something you went through: others are probably wondering about the same thing.
person-my-threads-empty-way = Choose a community

person-me-title = This is your page
person-me-text = Others see it like this. Of what you write, each person sees only what is said in the communities they read.
person-me-edit = Edit my name and introduction

## Keeping one’s distance: nothing shows on the other side.

silence-title = Keep your distance
silence-mute = Messages folded
silence-mute-text = For you, the messages of { $name } are folded away.
silence-mute-send = Fold their messages
silence-mute-hint = You will no longer read what { $name } writes.
silence-block = At a distance
silence-block-text = For you, the messages of { $name } are folded away, and they can neither mention you nor write to you.
silence-block-send = Keep at a distance
silence-block-hint = On top of that, { $name } will not be able to mention you or write to you.
silence-quiet = This stays between you and the platform, and you can undo it whenever you like.
silence-lift = Read again

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

## Finding people by what their profile says.

nav-people = People
people-title = Find people
people-lead = By what they can do, the trade they aim for, the place or what they offer, within what each of them shows.
people-words = Words of the profile
people-words-placeholder = Trade, project
people-trade = Trade aimed for
people-skill = Skill
people-offers = What they offer
people-any = Any
people-chips = What you chose
people-chip-remove = Remove
people-chips-clear = Remove all
people-chip-q = Words: { $value }
people-chip-skill = Skill: { $value }
people-chip-offers = Offers: { $value }
people-chip-trade = Trade: { $value }
people-chip-near = Place: { $value }
people-chip-around = Around: { $value }, { $km } km
people-chip-rhythm = { $value }
people-chip-remote = { $value }
people-total = { $count ->
    [one] { $count } profile
   *[other] { $count } profiles
}
people-order = The most recently changed profiles first. No ranking, no score.
people-narrow = Narrow by trade, place or working time
people-next = More
people-facet-trade = Trades aimed for
people-facet-near = Departments
people-facet-rhythm = Working time
people-facet-remote = Remote work
people-row-trades = Aims for
people-row-places = Where
people-row-skills = Can
people-row-offers = Offers
people-row-ask = of { $name }
people-none = No profile that you may see matches for now.
people-none-fewer = Remove one of the choices above, or try fewer words.
people-none-all = See all profiles
people-none-name = Look for someone by name
people-empty = Nobody shows you their profile yet. Yours could be the first.
people-empty-way = Write my profile
people-empty-visitor = No profile is open to everyone for now. Others are shown to people who have an account.
people-who-title = Who appears here
people-who-lead = People who show their profile to a public you belong to:
people-who-public = everyone
people-who-members = people who have an account
people-who-seekers = people looking for work
people-who-recruiters = people who recruit
people-who-staff = advisers and community managers
people-who-words = The first view of profiles is searched. Names, towns, contact details and logs are not, and nothing is kept of what you look for.

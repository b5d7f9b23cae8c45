# Communities: the directory, one community, its settings.

## The directory

rooms-title = Communities
rooms-lead = Places to ask, to answer, to tell. Each one says who reads it.
rooms-all = All communities
rooms-found = Communities found
rooms-proposed = Proposed, not open yet
rooms-proposed-all = All those proposed
rooms-next = Next communities
rooms-filters = Choose among the communities
rooms-filter-kind = About what
rooms-filter-audience = Who reads
rooms-filter-mine = Only mine
rooms-filter-send = Show
rooms-filter-clear = Show all again
rooms-empty = There is no community here yet. The first one sets the tone.
rooms-empty-filtered = No community fits all of this at once.
rooms-empty-filtered-way = See all communities
rooms-missing = Is one missing?
rooms-missing-create = You can open it right away.
rooms-missing-propose = Propose it in a few lines. The team will answer you, with a reason if it is no.
rooms-create = Open a community
rooms-propose = Propose a community

room-kind-all = Anything
room-kind-theme = Theme
room-kind-theme-hint = Interviews, changing trades, a first job…
room-kind-trade = Trade
room-kind-trade-hint = Building, care, digital work…
room-kind-place = Place
room-kind-place-hint = A town, a job market area.
room-kind-branch = Industry branch
room-kind-branch-hint = The trades and needs of a sector, with people who know it.
room-kind-situation = Situation
room-kind-situation-hint = What one lives through alongside the search.

room-threads = { $count ->
    [one] { $count } thread
   *[other] { $count } threads
}
room-members = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
room-unanswered = { $count ->
    [one] { $count } unanswered question
   *[other] { $count } unanswered questions
}
room-last-post = last message on
room-young = brand new
room-joined = you belong to it

## One community

room-threads-title = Threads
room-shows = Which threads to show
show-all = All
show-questions = Questions
show-unanswered = Unanswered
show-experiences = Experiences
show-pinned = Pinned
room-pinned-all = All pinned threads
room-ask = Open a thread
room-join = Join
room-leave = Leave
room-sign-in = Sign in to write
room-settings = Settings
room-empty = Nobody has written here yet, or nothing matches your choice. A first question often helps the next ones.
room-empty-ask = Open a thread
room-empty-read = There is nothing to read here for now.
room-managers = Who looks after it
room-managers-none = Nobody yet. The site’s team keeps an eye on it meanwhile.
room-rules = What holds here
room-about = What it is about
room-offers = Offers on this subject
room-offers-feed = Atom feed of offers on this subject
room-tags = People talk about

room-state-proposed = awaiting an answer
room-state-proposed-text = This community is proposed, not open yet. Only the person who proposes it and the team who decide can see it.
room-state-declined = not taken up
room-state-declined-text = This proposal was not taken up. The person who made it was sent the reason by e-mail.
room-decide = What do you answer to this proposal?
room-decide-open = Open it
room-decide-decline = Do not take it up
room-decide-reason = Your reason
room-decide-reason-hint = The person who proposes will receive it by e-mail. A refusal needs one.
room-decide-send = Answer

room-entered = You are reading this community by an act written in the log, until
room-enter-title = Enter this community
room-enter-lead = This community is not meant for you. You may enter it for an hour: your name, the time and the reason will be written in the log.
room-enter-reason = Why you need to enter
room-enter-reason-hint = A report, an emergency, a fault: what happened, in one sentence.
room-enter-send = Enter

## Create, propose, settle

room-form-create-title = Open a community
room-form-create-lead = It will be open as soon as you send this form.
room-form-create-send = Open
room-form-propose-title = Propose a community
room-form-propose-lead = The team will answer you by e-mail, with a reason if it is no. Until then, only you and the team can see your proposal.
room-form-propose-send = Propose
room-form-settings-title = Community settings
room-form-settings-lead = What you change here holds at once.
room-form-settings-send = Save
room-form-name = Name
room-form-name-hint = A few words that need no explanation.
room-form-slug = Address
room-form-slug-hint = The end of the link, in lower case without accents: “first-job”. Leave it empty and we will make it from the name.
room-form-description = What people find there
room-form-description-hint = One or two sentences, shown in the list of communities.
room-form-kind = About what?
room-form-trade = The trade it is about
room-form-trade-hint = Its French name, or its code such as “K1304”. The trade’s page will lead here. Leave it empty if there are several.
room-form-place = The place it is about
room-form-place-hint = A town or its postal code, a department, a region.
room-form-audience = Who may read and write?
room-form-rules = What holds here
room-form-rules-hint = Two to four rules of this community’s own, one a line. The common rules already hold everywhere.
room-form-tags = Usual tags
room-form-tags-hint = Separated by commas. They are offered to whoever opens a thread.

room-people-managers = Who looks after it
room-people-managers-text = These people read everything here, hide a message with a reason, close and pin threads, and change these settings. One of them always stays.
room-people-manager-handle = Hand the care to
room-people-manager-add = Hand over the care
room-people-manager-remove = Take back the care
room-people-handle-hint = Their handle, the part after the @: “nadia-ferhat”.
room-people-let-in = Who may enter
room-people-let-in-text = Only these people and those who look after it read this community. Others do not know that it exists.
room-people-let-in-handle = Let in
room-people-let-in-add = Let in
room-people-let-out = No longer let in
room-people-nobody = Nobody for now.

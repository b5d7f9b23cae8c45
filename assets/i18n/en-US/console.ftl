# The console of an organisation, and the desk of each offer.

console-title = Your offers
console-lead = One line an offer: where it stands, what the check found, how often it is read, who waits for an answer.
console-filter = Choose among your offers
console-state-all = All
console-state-draft = Drafts
console-state-published = Published
console-state-paused = Paused
console-state-ended = Over
console-state-withdrawn = Withdrawn
console-narrow = Narrow down
console-words = Words of the title
console-found = Check
console-found-unlawful = Against the law
console-found-warning = Worth a look
console-source = Comes from
console-source-here = Written here
console-choose-waiting = Someone waits for an answer
console-choose-ending = Over within seven days
console-choose-mine = I take care of it
console-days-left = { $count ->
    [0] last day
    [one] { $count } day left
   *[other] { $count } days left
}
console-unlawful = { $count ->
    [one] { $count } point against the law
   *[other] { $count } points against the law
}
console-warnings = { $count ->
    [one] { $count } point worth a look
   *[other] { $count } points worth a look
}
console-views = { $count ->
    [0] not read yet these thirty days
    [one] read once in thirty days
   *[other] read { $count } times in thirty days
}
console-contacts = { $count ->
    [0] no contact yet
    [one] { $count } contact
   *[other] { $count } contacts
}
console-channels = { $count ->
    [0] on no channel
    [one] on { $count } channel of { $all }
   *[other] on { $count } channels of { $all }
}
console-notes = { $count ->
    [one] { $count } note among colleagues
   *[other] { $count } notes among colleagues
}
console-empty = No offer yet. The first may stay a draft for as long as it takes.
console-empty-filtered = No offer matches this choice.
console-tick = Tick “{ $title }”
console-several = With the offers ticked
console-several-send = Apply
console-act-none = Choose…
console-act-publication = Publish
console-act-pause = Pause
console-act-renewal = Renew
console-act-removal = Withdraw
console-act-care = Take care of them
console-act-leave = Leave them to others
console-left = { $count ->
    [one] One offer stays as it was; here is why.
   *[other] { $count } offers stay as they were; here is why.
} { $done ->
    [0] No other has changed.
    [one] One other is done.
   *[other] { $done } others are done.
}
console-keys = With the keyboard
console-keys-lead = In the list, one key is enough:
console-key-j = the next offer
console-key-k = the one before
console-key-x = tick it
console-key-o = read it
console-key-e = edit it
console-key-a = tick all, or none
notice-console-done = Done.
notice-console-done-pause = The offers you ticked are paused.
notice-console-done-care = You take care of these offers.
notice-console-done-leave = You no longer take care of these offers.
notice-console-none-ticked = Nothing was ticked: nothing has changed.

desk-title = Desk: { $title }
desk-way = Desk
desk-read = Read it
desk-figures = Figures
desk-views = Read
desk-views-short = Times read
desk-contacts = Contacts
desk-waiting = Unanswered
desk-waiting-none = nobody waits
desk-weeks = Times read, week by week
desk-week = Week of
desk-figures-why = These figures are about the offer, never about people: who read it is noted nowhere. Your own visits and those of robots do not count.
desk-care = Who takes care of it
desk-care-none = Nobody yet.
desk-take-care = I take care of it
desk-leave = I leave it to others
desk-notes = Notes among colleagues
desk-notes-lead = Read within your organisation only. They are about the offer; about a person, nothing that could not be read to them: they may ask. A note goes with the account of whoever wrote it.
desk-note = Your note
desk-note-send = Note it
desk-note-remove = Remove
notice-desk-cared = You take care of this offer.
notice-desk-left = You no longer take care of this offer.
notice-desk-noted = Noted.
notice-desk-note-removed = The note is removed.

data-held-offer-keepers = The offers you take care of for an organisation
data-held-offer-notes = Your notes among colleagues about offers

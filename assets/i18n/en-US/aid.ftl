# Mutual aid: asking, offering, answering, thanking; and giving some of one’s time.

aid-title = Mutual aid
aid-lead = Someone to read your CV, to rehearse an interview with, to share a car with: ask for a hand here, or lend one.
aid-ask = Ask for help
aid-offer = Offer help
aid-sign-in = Sign in to ask or offer
aid-from-rooms = Looking for a precise hand, on a day, in a place?
aid-from-rooms-way = See mutual aid
home-first-aid = Ask for a hand, or lend one.
home-first-aid-way = See mutual aid
aid-for-you = What goes with what you ask and offer
aid-for-you-rule = The same kind of help, and the same trade, the same place or near enough: the reason is given each time. Among the latest, newest first. No score, no ranking.
aid-open = Right now
aid-found = What fits
aid-rule = Everything that is open and that you may read, newest first.
aid-next = Older
aid-empty = Nobody asks or offers anything for now. The first request often brings the others.
aid-empty-filtered = Nothing open fits these choices.
aid-empty-filtered-way = See everything
aid-filters = Choose among requests and offers
aid-filter-direction = Request or offer
aid-filter-kind = Kind of help
aid-filter-trade = Trade
aid-filter-near = Around
aid-filter-km = Kilometres
aid-filter-remote = From afar
aid-all = Any

aid-direction-request = Request
aid-direction-request-hint = You are looking for help.
aid-direction-offer = Offer
aid-direction-offer-hint = You propose yours.
aid-kind-proofreading = Reading a CV or a letter
aid-kind-interview = Mock interview
aid-kind-trade_question = Question about a trade
aid-kind-car_sharing = Car sharing
aid-kind-moral_support = Moral support
aid-kind-tools = Tools and software
aid-state-open = Open
aid-state-taken = Someone is on it
aid-state-done = Done
aid-state-expired = Past its date
aid-remote = from afar
aid-until = until
aid-until-label = Until
aid-trade = Trade
aid-where = Where
aid-around = { $place }, and up to { $km } km
aid-slots = When it would suit
aid-hour = { $hour }:{ $minute }
aid-slot = { $day }, from { $from } to { $until }
aid-goes-with = Goes with “{ $mine }”:
aid-why-trade = same trade: { $trade }
aid-why-place = same place: { $place }
aid-why-km = { $km } km away
aid-why-remote = from afar, like you

## A request, an offer, and what two people say there

aid-answers = Answers
aid-answers-rule = Each answer is read by you and whoever wrote it, nobody else. Choose one: the others will be told, with your thanks.
aid-answers-none = No answer yet. You will be told as soon as there is one.
aid-my-answer = Between the two of you
aid-answer-of-me = Your answer
aid-you = You
aid-answer-asked = you asked them
aid-answer-waiting = waits for your choice
aid-answer-accepted = the one you chose
aid-answer-declined = you said no, thank you
aid-mine-asked = You are asked
aid-mine-waiting = Your answer waits
aid-mine-accepted = Your answer was chosen
aid-mine-declined = Someone else is on it
aid-accept = Choose this answer
aid-decline = Say no, thank you
aid-reconsider = Change my mind
aid-take-back = Take my answer back
aid-cannot = Say that I cannot
aid-write = Write to them
aid-write-send = Send
aid-compose-request = Lend a hand
aid-compose-offer = Answer this offer
aid-compose-hint = Say what you can do, and when. You can write to each other here once your answer is chosen.
aid-reads = What you write will be read by { $name } and you, nobody else.
aid-thank-title = Is it done?
aid-thank-label = A word of thanks
aid-thank-hint = Read by the two of you. Thank you alone will do.
aid-thank-send = Say thank you, it is done
aid-thanked = Thanks were said; it is done.
aid-givers = These people give some of their time
aid-givers-rule = The same kind of help, and the same trade, the same place or near enough; the latest to come forward first. They will read your request, and may say no.
aid-giver-ask = Ask them
aid-yours = What you can do
aid-edit = Edit
aid-close = Close, it no longer matters
aid-reopen = Open again
aid-withdraw = Withdraw, words and all
aid-kept = Once it is over, only you and those who answered read it. Its words are erased three months later.

## The form

aid-form-new-title = Ask for help, or offer some
aid-form-new-send = Publish
aid-form-edit-title = Edit
aid-form-edit-send = Save
aid-form-lead = A few lines will do: what it is about, when, and where. Answers come in private.
aid-form-direction = You want to make
aid-form-kind = What is it about?
aid-form-name = In one line
aid-form-name-hint = For instance: “Read my CV before Monday”.
aid-form-body = A little more
aid-form-body-hint = Leave out addresses and phone numbers: give them in private to whom you choose.
aid-form-audience = Who may read and answer it
aid-audience-public = Everyone, even without an account
aid-audience-public-hint = What you write will be read by anyone, even without an account. Answering takes one.
aid-audience-members = People who have an account
aid-audience-members-hint = What you write will be read by anyone who has an account here, and nobody else.
aid-audience-seekers = People looking for work
aid-audience-seekers-hint = What you write will be read by people looking for work, nobody else.
aid-form-trade-hint = Its name, or its code such as “K1304”, if it matters.
aid-form-place = Place
aid-form-km = Up to how many kilometres
aid-form-remote = It can be done from afar
aid-form-slots-hint = Up to five. They are proposals: you will agree in writing.
aid-form-day = Slot { $number }
aid-form-from = From
aid-form-to = To
aid-form-until-hint = That day included, within three months. Without a date: thirty days.

## My own, and giving time

aid-mine-title = My mutual aid
aid-mine-entries = What I asked and offered
aid-mine-none = You have not asked or offered anything. Asking is already taking part.
aid-mine-answers = What I answered
aid-mine-answers-none = You have not answered anyone yet. A quarter of an hour is often enough.
aid-mine-answers-way = See requests
aid-pledge-title = Giving time
aid-pledge-why = Say what you are good at and how many hours a week you give: people may ask you, never for more.
aid-pledge-way = Give some time
aid-pledge-change = Change
aid-pledge-end = Give no more
aid-pledge-given = { $hours ->
    [one] You give one hour a week, for:
   *[other] You give { $hours } hours a week, for:
}
aid-pledge-week = This week you have agreed to { $used }.
aid-pledge-full = That is all you give: you will not be proposed to anyone before Monday.
aid-pledge-alone = Only you read this.
aid-pledge-lead = People who ask for this kind of help will see that you give some. Each help agreed on counts for its first slot, or for an hour.
aid-pledge-kinds = The help I give
aid-pledge-hours = Hours a week, at most
aid-pledge-hours-hint = From 1 to 10. Once there, nobody else is sent to you that week.
aid-pledge-quiet = When to tell me nothing
aid-pledge-quiet-hint = What happens in these hours and on these days is told to you afterwards, by your own clock.
aid-pledge-reads = Your name and the reason (“same trade”, “12 km away”) will be read by people whose request goes with what you give. Neither your hours nor your days.
aid-pledge-send = Give this time
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday

## What was just done

notice-aid-opened = It is published. You will be told of each answer.
notice-aid-edited = It is changed.
notice-aid-withdrawn = It is withdrawn: nobody reads it any more, and its words will be erased tomorrow.
notice-aid-reopened = It is open again.
notice-aid-answered = Your answer is sent. Only the two of you read it.
notice-aid-written = It is sent.
notice-aid-asked = They are asked. They may answer, or say that they cannot.
notice-aid-accepted = You chose this answer. You can write to each other now.
notice-aid-declined = It is said, with your thanks.
notice-aid-reconsidered = This answer waits for your choice again.
notice-aid-answer-back = It is done.
notice-aid-closed = It is closed. Those concerned are told.
notice-aid-thanked = Your thanks are said. It is done.
notice-pledged = Noted. Thank you for this time.
notice-pledge-ended = You no longer give some of your time.

refusal-own-aid = You wrote this yourself: the answer will come from someone else.
refusal-aid-answered = You have answered already. Your answer is above; you can take it back.
refusal-aid-taken = Someone was just chosen: answers are closed. Nothing else changed, and your words were not sent.
refusal-aid-over = It is over, or nobody was chosen yet. Your words were not sent.
refusal-bad-slot = Each slot has a day to come, a beginning, and a later end. Complete it, or empty its line.
refusal-always-quiet = Leave at least one day on which you may be told something; or stop giving, on the page before.

## What one is told, and the letter

told-aid-answered = { $name } answers you.
told-aid-asked = { $name } asks whether you can help.
told-aid-accepted = { $name } chooses your answer: you can write to each other.
told-aid-declined = { $name } thanks you: someone else is on it.
told-aid-written = { $name } writes to you.
told-aid-reopened = It is open again: your answer still counts.
told-aid-left = { $name } cannot go on with it.
told-aid-closed = { $name } closed it: it no longer matters.
told-aid-thanked = { $name } says thank you.
told-aid-expired = It is past its date.

letter-aid-subject = Mutual aid: something awaits you
letter-aid-p1 = Something new awaits you in mutual aid. What is said there does not leave by e-mail.
letter-aid-button = Go and read
letter-aid-footer = You receive this e-mail because you asked, offered or answered in mutual aid on { $site }. Your choices are in your account, on the page “E-mails”.
letter-aid-stop = Stop these e-mails

## My data

data-held-aid-requests = What you asked and offered in mutual aid
data-held-aid-answers = What you answered there, or were asked
data-held-aid-messages = What you wrote there to someone
data-held-pledges = The time you give, and when to tell you nothing
data-kept-aid = As long as it is open, then three months; a day after you withdrew it
data-field-audience = Who reads it
data-field-counted-on = Counted on
data-field-direction = Request or offer
data-field-hours = Hours a week
data-field-kinds = Kinds of help
data-field-km = Kilometres
data-field-minutes = Minutes counted
data-field-quiet-days = Days to tell nothing
data-field-quiet-from = Tell nothing from
data-field-quiet-until = Tell nothing until
data-field-remote = From afar
data-field-slots = Slots
data-field-thanked-at = Thanked on
data-field-thanks = Thanks
data-field-trade = Trade

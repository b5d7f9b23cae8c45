# Contacts with a purpose: asking, answering, writing to each other, introducing someone.

contacts-title = Contacts
contacts-lead = What you were asked. Nobody but the two of you reads it.
contacts-sent-way = See what you asked
contacts-sent-title = What I asked
contacts-sent-none = You have not asked anyone anything. On a person’s page, “Ask something” begins a contact.
contacts-awaiting = Awaiting your answer
contacts-answered = Answered already
contacts-none = Nobody has asked you anything. A profile shown to the right people helps to be found.
contacts-none-way = Choose who sees my profile
contacts-from-title = Who may ask me something
contacts-from-legend = May ask me
contacts-from-members = Anyone signed in
contacts-from-members-hint = Within limits: a few a day for each person, ten at most waiting for you.
contacts-from-peers = People looking for work, and advisers
contacts-from-peers-hint = Nobody who recruits.
contacts-from-recruiters = People who recruit
contacts-from-recruiters-hint = Those the platform has confirmed, and only they.
contacts-from-nobody = Nobody
contacts-from-nobody-hint = The link leaves your page. What is open already goes on.
contacts-from-save = Keep this choice
notice-contacts-from = Noted.

purpose-trade_question = A question about a trade
purpose-trade_question-hint = For example: “What is a night on your ward like?”
purpose-proofreading = Proof-reading
purpose-proofreading-hint = For example: “Could you read my letter before Monday?”
purpose-introduction = Meeting
purpose-introduction-hint = For example: “I would like to talk with you for twenty minutes about your change of trade.”
purpose-offer = A job to propose
purpose-offer-hint = Say which one, where, on what contract and for what pay: the answer will come sooner.
purpose-other = Something else
purpose-other-hint = Say what in the message.

contact-ask = Ask something
contact-beside = Between the two of you
contact-new-crumb = Ask
contact-new-title = Ask { $name } something
contact-new-lead = A contact has a purpose and a message. { $name } accepts, refuses or answers later, and you hear of it.
contact-purpose = What for
contact-message = Your message
contact-message-hint = What you ask, what brings you to this person, and by when.
contact-reads = Will be read by { $name }, with your name, and by nobody else.
contact-reads-organisation = Will be read by { $name }, with your name and that of your organisation, and by nobody else.
contact-send = Send
contact-cancel = Send nothing
contact-then-title = And then?
contact-then-answer = { $name } is reminded after three days, then seven. Accepting opens a conversation between the two of you.
contact-then-silence = Without an answer in fourteen days it closes, and you hear so: it is not a no.
contact-then-refusal = After a refusal, the same cannot be asked again for three months.

contact-title = With { $name }
contact-by-me = You asked
contact-introduced = Someone who knows both of you introduced you.
contact-why = { $name } writes to you from your page here, for this purpose and no other. They see only what your profile shows them. You may refuse without saying why; a refusal is erased after three months, and everything kept about you is on the page “My data”.
contact-row-received = { $purpose }, from { $name }
contact-row-sent = { $purpose }, to { $name }
contact-received-waiting = Awaits your answer
contact-received-later = You will answer from
contact-received-accepted = You accepted
contact-received-refused = You refused
contact-received-closed = Over
contact-sent-waiting = Awaiting an answer
contact-sent-later = The answer will come from
contact-sent-accepted = Accepted
contact-sent-refused = Refused
contact-sent-closed = Over
contact-sent-withdrawn = You took it back
contact-reason = The reason given:
contact-reason-mine = The reason you gave { $name }:
contact-no-reason = No reason is given. It says nothing about you.
contact-no-reason-mine = You gave no reason.
contact-silence = { $name } did not answer in fourteen days. It is not a no: you may ask again, or look for someone else.
contact-ended = The conversation is over. You can both read it again; nobody writes in it any more, and nothing of your profiles is given any more.
contact-kept = Erased on

contact-answer-title = Your answer
contact-give-legend = What you give { $name } when you accept
contact-give-hint = Nothing is ticked beforehand. With what you give, they also see your project and your skills. All of it can be taken back when you like.
contact-accept = Accept
contact-refuse = Refuse
contact-refuse-reason = A reason
contact-refuse-hint = { $name } will read it. Without one, they will only know that it is no.
contact-put-off = Answer later
contact-until = From
contact-until-hint = { $name } will know. Three months at most after it was asked.
contact-block = Keep at a distance
contact-block-hint = Keeping at a distance: to { $name } it is a refusal without a reason, and you will receive nothing more from them.
contact-reconsider = Take this refusal back
contact-withdraw = Take back what I asked

contact-conversation = The conversation
contact-conversation-none = You can write to each other. The first word is often the simplest: what { $name } offers, or asks.
contact-older = Older messages
contact-me = You
contact-write = Write to { $name }
contact-write-hint = Markdown is welcome.
contact-two = Will be read by { $name } and you, nobody else.
contact-page-of = The page of { $name }
contact-end = End the conversation
contact-end-hint = Both of you can still read it for three months. What you give of your profiles is taken back at once.
contact-given-title = What you give of your profile
contact-given-nothing = You give { $name } nothing in particular.
contact-take-back = Take back
contact-give = Give: { $field }
contact-nothing-to-give = Your profile has nothing to give apart for now: no full name, photo, town or contact details.
contact-nothing-to-give-way = Write them
contact-given-to-me = { $name } gives you:
contact-given-to-me-way = See it on their page
contact-given-to-me-nothing = { $name } gives you nothing of their profile at the moment. What had been given may have been taken back: the conversation goes on, and nothing written in it is lost.

notice-contact-asked = It is sent.
notice-contact-withdrawn = It is taken back.
notice-contact-accepted = Accepted: you can write to each other.
notice-contact-refused = Refused, and said so.
notice-contact-reconsidered = The refusal is taken back: it awaits your answer again.
notice-contact-later = Noted: we will remind you on that day.
notice-contact-blocked = Refused, and this person is kept at a distance.
notice-contact-written = Your message is sent.
notice-contact-given = Given.
notice-contact-taken-back = Taken back: they no longer see it.
notice-contact-over = The conversation is over.

## Introducing two people

introduce-way = Introduce this person to someone
introduce-crumb = Introduce
introduce-title = Introduce { $name } to someone
introduce-lead = You think these two people would gain from talking. Each reads your message and the other’s name, nothing more; if both say yes, they can write to each other.
introduce-to = To whom
introduce-to-hint = Their handle, on their page, just after the @.
introduce-message = What you tell them
introduce-message-hint = The same message for both: put in it only what one may know of the other.
introduce-reads = Will be read by these two people, and by nobody else.
introduce-send = Propose
introduction-title = An introduction
introduction-row = { $name } would like to introduce someone to you
introduction-with = Someone would like to introduce { $name } to you
introduction-rule = If you and { $name } both say yes, you can write to each other. Otherwise nothing will tell who said no.
introduction-consent = Yes, gladly
introduction-refuse = No, thank you
introduction-change = No, after all
introduction-said-yes = You said yes. We await the other answer.
introduction-is-made = You both said yes: the conversation is among your contacts.
introduction-not-made = The introduction did not come about. Nothing more was told to anyone.
introductions-mine = The introductions you proposed
introduction-mine-waiting = Waiting
introduction-mine-accepted = Yes from both
introduction-mine-refused = Did not come about
introduction-mine-closed = Without an answer
notice-introduction-proposed = Proposed to both.
notice-introduction-made = Yes from both: you can write to each other.
notice-introduction-consented = Noted. You will hear if it comes about.
notice-introduction-refused = Noted.

## How an organisation answers

habits-title = Answers
habits-answers = { $organisation } answered { $answered }% of { $asked } contacts in three months, most often { $delay }.
habits-silent = { $organisation } has not answered any of { $asked } contacts in three months yet.
habits-within-the-hour = within the hour
habits-hours = { $count ->
    [one] in an hour
   *[other] in { $count } hours
}
habits-days = { $count ->
    [one] in a day
   *[other] in { $count } days
}

## What one is told

told-contact-asked = { $name } asks you something.
told-contact-reminder = { $name } awaits your answer.
told-contact-accepted = { $name } accepts: you can write to each other.
told-contact-refused = { $name } will not take it further.
told-contact-later = { $name } will answer later.
told-contact-written = { $name } writes to you.
told-contact-closed = No answer in fourteen days: it is closed. It is not a no.
told-contact-ended = { $name } ended the conversation.
told-introduction-asked = { $name } would like to introduce someone to you.
told-introduction-reminder = { $name } awaits your answer.
told-introduction-made = Yes from both.
told-introduction-over = The introduction did not come about.

letter-contact-subject = Contacts: something awaits you
letter-contact-p1 = Something new awaits you among your contacts. What is said there does not leave by e-mail.
letter-contact-button = Go and read
letter-contact-footer = You receive this e-mail because someone speaks to you on { $site }, or answers you. Your choices are in your account, on the page “E-mails”.
letter-contact-stop = Stop these e-mails

refusal-takes-no-contact = We find nobody of that name to whom you can propose it. Check the handle on the person’s page, just after the @. The rest is kept.
refusal-contact-open = Something is open between these two people already: a question, a conversation. It is all on the page “Contacts”. Your words are kept here.
refusal-contact-refused-lately = This person refused the same less than three months ago. Leave them that time; your words are kept here.
refusal-contacts-today = You asked { $most } times in twenty-four hours, which is the limit: it protects everyone. Your words are kept here; send them tomorrow.
refusal-many-contacts-wait = This person already has many requests. Your words are kept here; send them in a few days.
refusal-contact-accepted = It has just been accepted, here or in another tab. Nothing was changed: this is where it stands.
refusal-contact-refused = It has just been refused. Nothing else was changed: this is where it stands.
refusal-contact-withdrawn = It was taken back meanwhile by whoever asked. Nothing was given.
refusal-contact-closed = It ended meanwhile. Nothing else was changed: this is where it stands.
refusal-contact-waiting = It still awaits an answer. Nothing was changed: this is where it stands.
refusal-contact-over = One cannot write or give here: the conversation is not open, or has just ended. Your words were not sent.
refusal-no-such-offer = This offer is not published, or does not exist. Your message is still here: choose a published offer, or send it without one.
contact-offer = About this offer:
data-field-offer = Offer

data-held-contacts = What you asked someone, and what you were asked
data-held-contact-messages = What you wrote there
data-held-introductions = The introductions you proposed or received
data-kept-contact = As long as it is open, then three months; two days after you took it back. If one of the two leaves, all of it is erased
data-field-answer = Answer
data-field-answered-at = Answered on
data-field-mine = Yours
data-field-contacts-from = Who may ask you
contacts-sent-list = Latest first

# Answering an offer here: the application, the answer and its reason, the delay one says.

applications-title = Applications
applications-lead = The offers you answered here. An application always ends in an answer, or in a word from us.
applications-none = You have not answered any offer here. Where an organisation allows it, its offers say “Answer here”, after the official way to apply.
applications-none-way = See the offers
application-title = Application
application-mine-waiting = Waiting for an answer
application-mine-accepted = Accepted
application-mine-refused = Not taken up
application-mine-closed = Without an answer
application-mine-withdrawn = You withdrew it
application-state-waiting = Waits for your answer
application-state-accepted = Accepted
application-state-refused = Refused
application-state-closed = Closed without an answer
application-due = An answer by
application-overdue = An answer was due on
application-waits = { $organisation } is reading your message.
application-late = The day that { $organisation } named has passed: we are reminding them.
application-closes = If nobody answers, we will close your application and tell you on
application-yes = { $organisation } says yes.
application-conversation = Go to the conversation
application-conversation-over = The conversation is over or no longer there. Nothing of your profile is given by this application any more.
application-no = What { $organisation } answers
application-next = This refusal says nothing about your worth. Other offers may be waiting for you, and an adviser can talk it over with you:
application-silence = { $organisation } did not answer, in spite of two reminders. This is not a refusal, and says nothing about you: the silence counts in this organisation’s figures. You can still apply the offer’s official way, or go on with:
application-given = For as long as it lasts, those who recruit for { $organisation } see:
application-given-nothing = You give { $organisation } nothing of your profile: they see what it shows already.
application-withdraw = Withdraw my application
application-put-back = Put it back

application-new-crumb = Answer here
application-new-title = Answer this offer
application-new-lead = { $organisation } answers within { $days } days. You are answering this offer:
application-message-hint = What draws you to this job, what you can do that is useful there, when you could start. No CV needed.
application-give-legend = What you give of your profile
application-give-hint = Nothing is ticked beforehand. Those who recruit for { $organisation } will see it, with your project and your skills, until a refusal or the end of the conversation.
application-reads = Will be read by those who recruit for { $organisation }, with your name, and by nobody else.
application-send = Send my answer
application-then-answer = { $organisation } said that it answers within { $days } days, and is reminded. A yes opens a conversation between two.
application-then-no = A no always has a reason, in plain words.
application-then-silence = Three weeks after the day named, without an answer, we close it and tell you. You can withdraw your application for as long as nobody has answered.

here-title = Answer here
here-answer = Answer here
here-sign-in = You have to sign in first.
here-days = { $count ->
    [one] This organisation answers within a day.
   *[other] This organisation answers within { $count } days.
}
here-sent = You have answered this offer.
here-sent-way = See where it stands
here-slowed = This offer takes no new answers here at the moment. The official way to apply stays open.
application-habits = { $organisation } answered { $answered }% of { $asked } applications in three months, most often { $delay }.
application-habits-silent = { $organisation } has answered none of { $asked } applications in three months yet.
organisation-answers = { $count ->
    [one] Answers applications here within a day.
   *[other] Answers applications here within { $count } days.
}

organisation-form-answers = Answering applications here
organisation-form-answers-hint = Your offers keep their official link to apply; they then let people answer here. Everyone has to hear from you within the delay you choose, which your offers show. Two reminders help you; five overdue answers suspend new applications and new offers until they are given.
organisation-form-takes-answers = Our offers can be answered here
organisation-form-answer-days = We answer within
answer-days-3 = 3 days
answer-days-7 = 7 days
answer-days-14 = 14 days
answer-days-30 = 30 days

applications-received-title = Applications received
applications-received-lead = What people answered to your offers. Your organisation said that it answers within { $days } days: the oldest come first.
applications-received-all = See those of all offers
applications-received-none = Nothing here for now. Applications come to this page, and we tell you.
applications-waiting = Waiting for your answer
applications-answered = Answered already
application-row = Application from { $name }
application-journal = Looking at it is written in their access journal.
application-accept-hint = Saying yes hires nobody: it opens a conversation between { $name } and you.
application-accept = Say yes and write to each other
application-refuse = Send this refusal
application-refuse-reason = Or say no, for a reason
application-refuse-words = See the words for this reason
application-words = What the person will read
application-words-hint = Ready to send, or to rewrite. Left as it is, { $name } reads it in their own language.
application-said-yes = Your organisation said yes.
application-unanswered = Closed without an answer, three weeks after the day named. The person knows.
application-unsent = Your words, which were not sent

application-reason-filled = Someone else was chosen
application-reason-skills = Skills
application-reason-experience = Experience
application-reason-licence = A licence or diploma the job requires
application-reason-hours = Working hours
application-reason-place = The place, or travelling
application-reason-start = The starting date
application-reason-pay = Pay
application-reason-contract = The kind of contract
application-reason-language = A language the job needs
application-reason-many = Many answers, others nearer to the job
application-reason-cancelled = The recruitment is cancelled

application-words-filled = Thank you for answering our offer, and for the time you gave it. The job has just been filled: someone else was chosen. That takes nothing away from what you can do, and we wish you to find something soon.
application-words-skills = Thank you for your answer, which we read with care. This job needs skills from the first day that we did not find in what you tell us. If we missed them, say so in a next answer: we will read again.
application-words-experience = Thank you for your answer. For this job we need someone who has done it before and can begin on their own, since we cannot train anyone at the moment. This is no judgement on your path.
application-words-licence = Thank you for your answer. This job cannot be done without the licence or diploma that the offer asks for, and that is the only reason for our answer. Should you obtain it, we will gladly read you again.
application-words-hours = Thank you for your answer. The hours of this job do not fit those you give us, and we cannot change them. We keep a good impression of your message.
application-words-place = Thank you for your answer. Where the job is, or the travelling it takes, does not fit what you tell us, and we cannot arrange it otherwise. We wish you to find something nearer to you.
application-words-start = Thank you for your answer. We need someone on a date that does not fit yours. But for that we would have gone on with you; do watch our next offers.
application-words-pay = Thank you for your answer. We cannot offer the pay you are looking for in this job, and would rather tell you at once.
application-words-contract = Thank you for your answer. The kind of contract we offer is not the one you are looking for, and we have no other for this job.
application-words-language = Thank you for your answer. This job takes a language every day, at a level that the offer states, and we did not find it in your message. If we misunderstood, tell us.
application-words-many = Thank you for your answer. We received many, and we are going on with people whose path is nearer to this job. Your answer deserved to be read, and it was.
application-words-cancelled = Thank you for your answer. We are giving up this recruitment, for a reason of our own: your application has nothing to do with it. We are sorry for the time it took you.

closure-title = End this offer
closure-lead = { $count ->
    [one] One person is still waiting for your answer. Ending the offer gives it to them, in the same act.
   *[other] { $count } people are still waiting for your answer. Ending the offer gives it to them, in the same act.
}
closure-how = What becomes of the offer
closure-how-here = Filled by someone found here
closure-how-elsewhere = Filled by someone found elsewhere
closure-how-withdrawn = Withdrawn
closure-reason = The reason that people will read
closure-answer = { $count ->
    [one] The answer to this person
   *[other] The answer to these { $count } people
}
closure-words-hint = The same words for everyone. Left as they are, each reads them in their own language.
closure-send = { $count ->
    [one] End the offer and send the answer
   *[other] End the offer and send the { $count } answers
}
console-waiting = { $count ->
    [one] one application waits
   *[other] { $count } applications wait
}
console-waiting-over = { $count ->
    [one] The offer is no longer published and one application still waits
   *[other] The offer is no longer published and { $count } applications still wait
}
console-slowed = { $count } applications wait beyond the delay you named. Your offers take no more applications here and you cannot publish any by hand; imports go on. Answering these people ends it at once.
console-slowed-way = Answer them
audiences-given-applications = What you give by answering an offer is on the page of each application:

notice-application-sent = Your answer is sent.
notice-application-withdrawn = Your application is withdrawn: the organisation sees nothing of it any more.
notice-application-accepted = It is a yes: you can write to each other.
notice-application-refused = The answer is sent.
notice-offer-closed = The offer is over, and everyone has their answer.

told-application-received = New applications are waiting for an answer.
told-application-overdue = An application has been waiting for longer than you said.
told-application-accepted = Your application is accepted: you can write to each other.
told-application-refused = Your application has its answer, with a reason.
told-application-closed = No answer, in spite of our reminders: your application is closed. It is not a refusal.

letter-application-subject = Applications: something new
letter-application-p1 = Something new awaits you among applications. What is said there does not leave by e-mail.
letter-application-button = Go and read
letter-application-footer = You receive this e-mail because an answer to an offer concerns you on { $site }. Your choices are on your account, on the “E-mails” page.
letter-application-stop = No longer receive these e-mails

refusal-no-answers-here = This offer takes no answers here at the moment. Your words are kept below; the official way to apply is on the offer’s page, if it is still open.
refusal-application-sent = You have answered this offer already: everything is on the “Applications” page. Nothing more was sent, and your words are kept here.
refusal-applications-today = You have answered { $most } offers in twenty-four hours, and that is the limit: it leaves each answer a chance to be read. Your words are kept here; send them tomorrow.
refusal-application-accepted = This application has just been accepted. Nothing was changed: here is where it stands.
refusal-application-refused = This application has just had its answer. Nothing else was sent: here is where it stands.
refusal-application-withdrawn = The person has withdrawn their application meanwhile. Nothing was sent.
refusal-application-closed = This application has just been closed without an answer. Nothing was changed: here is where it stands.
refusal-application-waiting = This application is still waiting for an answer. Nothing was changed: here is where it stands.
refusal-answers-wait = People are still waiting for an answer to this offer ({ $count }). Answer them first, or end the offer with an answer for all of them.
refusal-answers-overdue = The offer is kept, but not published: applications wait beyond the delay you named ({ $count }). Answer them from the “Applications received” page; you can publish right after.

data-held-applications = The offers you answered here, and what you were answered
data-kept-application = While it waits or its conversation is open, then three months; two days after you withdrew it
data-field-due-at = Answer promised for

# Writing for someone present; the slip they leave with; what its code opens.

slips-title = Written for others
slips-way = Write for someone present
slips-lead = What you wrote for people in front of you. Each text is theirs: they take it up with their slip, or leave it.
slips-order = The latest first.
slips-next = Older slips
slips-none = Someone in front of you has a question, or a project to tell, and no account yet? Write it with them: they leave with a slip that lets them read the answers and take over.
slip-new-way = Write with someone
slip-row-profile = A profile, which nobody sees
slip-row-waiting = Not taken up yet; the code works until { $day }.
slip-row-claimed = Taken up by its owner
slip-renew = Give a new code
slip-remove = Erase
slip-remove-sure = { $name } is here and asks for everything to be erased. This cannot be undone.

slip-new-title = Write for someone present
slip-new-lead = They are in front of you; you write in their words, and they decide. What is published is theirs: nowhere does it say that you helped.
slip-who = The person
slip-name = What they want to be called
slip-name-hint = A first name is enough, or a name chosen for the occasion. It is shown with their question.
slip-kind = They are here
slip-kind-seeker = Looking for work, or for another trade
slip-kind-other = In another capacity
slip-locale = Their language
slip-question = Their question
slip-question-hint = Leave this empty when there is only a profile to write.
slip-room = Where to ask it
slip-room-hint = The communities that anyone signed in reads: you will be able to read the answers together.
slip-room-none = Choose a community
slip-room-choice = { $name } (read by: { $audience })
slip-question-title = In one sentence
slip-question-title-hint = As one would ask it aloud.
slip-question-body = What one needs to know to answer well
slip-question-body-hint = No surname, address or telephone number: anyone may read it.
slip-profile = Their profile
slip-profile-hint = A beginning is enough. Nobody sees it until they say whom to show it to.
slip-headline = Their project in one line
slip-headline-hint = Where they are going. For example: becoming a care assistant, in Brest or nearby.
slip-project = Their project, in their words
slip-skills = What they can do
slip-skill = Skill { $number }
slip-story = What shows it ({ $number })
slip-agreement = Their agreement
slip-agreement-lead = Read over with them what is written, then read this to them:
slip-consent-2026-11 = “This text is published under the name I chose, as you have just read it to me. It is mine: with the code on my slip I can read the answers, take it up in an account or erase everything, without saying why. If I do not take it up within sixty days, it stays online without my name, and my profile is erased.”
slip-agreed = They are present, they heard it, and they agree.
slip-send = Publish and make the slip
slip-send-anyway = Publish all the same and make the slip

slip-paper-title = The slip of { $name }
slip-paper-once = Print this page, or copy the code, before you leave it: it is told here alone. Should it be lost, you can give another.
slip-paper-lead = This paper is yours. It opens what was written with you today.
slip-qr = The code, to be read by a phone
slip-paper-address = At this address, or by pointing a phone at the square:
slip-paper-code = Your code:
slip-paper-until = It works until { $day }.
slip-paper-read = Read the answers, and print them. With neither phone nor computer, an adviser prints them with you.
slip-paper-claim = Take it all up in your name, with an email address of yours or in an account you have.
slip-paper-erase = Erase everything, without having to say why.
slip-paper-keep = Keep it as you would a key: whoever has the code can do all of this.
slip-paper-agreed = What you said yes to
slip-paper-by = Written with { $name }.
slip-paper-print = To print it: the browser’s menu, “Print”.
slip-paper-back = I have handed over the slip

slip-where = In the community { $room }:
slip-profile-written = Your profile
slip-profile-nobody = Nobody else sees it. Once you take it up, you say whom to show it to.

slip-enter-title = I have a slip
slip-enter-lead = An adviser wrote with you, and gave you a paper. Its code opens what was written, and the answers.
slip-enter-code = The code on the slip
slip-enter-code-hint = Twelve letters and digits. Dashes and capitals do not matter.
slip-enter-send = Open
slip-enter-lost = Lost? Whoever wrote it with you can give you another.

slip-title = What was written with { $name }
slip-lead = The code on your slip opens this page until { $day }.
slip-by = Written with
slip-answers = The answers
slip-no-answers = No answer yet. Come back with your slip: they will be here.
slip-more = Read on in the community
slip-print = To take them along: the browser’s menu, “Print”.
slip-claim-title = Take over
slip-claim-lead = With an email address, all this becomes your account: you are told of answers, you can reply, correct, and say whom to show your profile to.
slip-email = Your email address
slip-email-hint = We write to it. Nothing changes until you follow the link.
slip-claim = Take over with this address
slip-sign-in = I have an account
slip-join-lead = You are { $name }. The question will carry your name; of the profile, only what yours lacks is added.
slip-join = Join it to my account
slip-erase-title = Erase everything
slip-erase-lead = The question, the profile and the name are erased for good. Others’ answers stay, with nothing in them about you.
slip-erase-sure = Yes, erase everything. This cannot be undone.
slip-erase = Erase everything

told-claim-title = Check your email
told-claim-text = We have just written to { $email }. Open the message and follow its link: what was written with you will then be yours. Until then your slip goes on working.
button-claim-title = Take over
button-claim-text = { $name }, what was written with you becomes your account, with { $email }. The code on the slip will no longer work.
button-claim-send = It is mine

letter-slip-claim-subject = Take up what was written with you
letter-slip-claim-p1 = With your slip, you asked to take up in your name what an adviser wrote with you. Confirm that this address is yours.
letter-slip-claim-button = Take over
letter-slip-claim-after = This link works once, for three days; until then, nothing changes. If you did not ask for it, leave this email be.
letter-slip-known-subject = You already have an account
letter-slip-known-p1 = With a slip, someone, most likely you, asked to take up a text with this address. It already has an account: sign in, then enter the code on the slip again to join that text to it.
letter-slip-known-button = Enter the code
letter-slip-known-after = If it was not you, there is nothing to do: nobody learned anything about your account.

notice-slip-removed = Everything is erased.
notice-slip-joined = It is in your name from now on.
notice-slip-erased = Everything is erased: the question, the profile and the name. The code opens nothing any more.

refusal-slip-spent = This code opens nothing. It may have been copied wrong; or it was used already, and your account opens with your address; or its sixty days are over. You can be given another on the spot.
refusal-consent-needed = Nothing is published unless the person agrees: read the sentence to them, and tick the box if they say yes.
refusal-slips-today = You already wrote for { $most } people today. Nothing is lost: keep this text, and go on tomorrow.
refusal-sure-needed = Nothing was erased: tick the box to say that this is what you want.

data-held-slips = What was written with someone present: by whom, for whom, and with which agreement
data-kept-slip = Sixty days; once taken up, three months
data-law-consent = Because you said yes (GDPR, art. 6(1)(a) and 7)
data-field-consent = Sentence agreed to, and language
data-field-made-at = Written on
data-field-claimed-at = Taken up on
data-field-with-profile = With a profile

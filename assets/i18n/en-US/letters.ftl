# The letters the platform sends. Each has a subject, one or two paragraphs, a
# button where there is a link, and what is said after it.
# Each knows { $name }, { $email }, { $site } and { $link }. Durations are those of
# `Purpose::lives` (src/models/links.rs); { $until } is a date spelled out.

letter-greeting = Hello { $name },
letter-greeting-nobody = Hello,
letter-footer = You receive this email because your address was given on { $site }. It was written by the platform, not by a person.

## Signing up

letter-confirm-subject = Confirm your address
letter-confirm-p1 = Welcome to Passerelle. One thing left to do: confirm that this address is yours.
letter-confirm-button = Confirm my address
letter-confirm-after = This link works once, for three days. If you did not create an account, leave this email be: without that step the account cannot write anything.

letter-already-subject = You already have an account
letter-already-p1 = Someone, most likely you, has just signed up with this address. It already has an account: all you need to do is sign in.
letter-already-p2 = Forgotten your password? The sign-in page lets you choose a new one, or get a link.
letter-already-button = Sign in
letter-already-after = If it was not you, there is nothing to do: nobody learned anything about your account.

## Signing in, passwords

letter-sign-in-subject = Your sign-in link
letter-sign-in-p1 = Here is the link you asked for. Open it on the device where you want to sign in.
letter-sign-in-button = Sign in
letter-sign-in-after = It works once, for half an hour. Do not pass it on: it opens your account. If you did not ask for it, leave this email be.

letter-reset-subject = Choose a new password
letter-reset-p1 = You asked to choose a new password. This is the way.
letter-reset-button = Choose a password
letter-reset-after = This link works once, for two hours. If you did not ask for it, leave this email be: your password stays the same.

letter-no-account-subject = This address has no account
letter-no-account-p1 = Someone, perhaps you, asked for a sign-in link or a new password for this address. It has no account on Passerelle.
letter-no-account-p2 = You may have one under another address. If not, you can create one.
letter-no-account-button = Create an account
letter-no-account-after = If you did not ask for anything, leave this email be.

letter-password-changed-subject = Your password has changed
letter-password-changed-p1 = The password of your account has just been changed.
letter-password-changed-p2 = If it was you, there is nothing to do. If not, ask for a new one straight away: on the sign-in page, follow “Forgotten password”. That will close your account everywhere it is open.
letter-password-changed-button = Choose a new password

## A change of address

letter-address-taken-subject = This address already has an account
letter-address-taken-p1 = Someone, most likely you, asked to use this address for another Passerelle account. It already has one: the other account keeps its address.
letter-address-taken-button = Sign in
letter-address-taken-after = If it was not you, there is nothing to do: nobody learned anything about your account.

letter-change-email-subject = Confirm your new address
letter-change-email-p1 = You asked to use this address for your Passerelle account. Confirm that it is yours.
letter-change-email-button = Confirm this address
letter-change-email-after = This link works once, for three days; until then, nothing changes. If you did not ask for it, leave this email be.

letter-email-changed-subject = The address of your account has changed
letter-email-changed-p1 = Your Passerelle account now uses another address. This is our last email to this one.
letter-email-changed-p2 = If it was you, there is nothing to do. If not, someone got into your account: write to us, and we will lock it again with you. Our addresses are at the foot of the pages of { $site }.
letter-email-changed-button = Tell our team
letter-email-changed-after = Write from this address: it will help us recognise you.

## A role, checked

letter-claim-confirmed-subject = Your role is confirmed
letter-claim-confirmed-p1 = Our team has checked your role. It now shows beside your name, and the communities reserved for it are open to you.
letter-claim-confirmed-button = See the communities

letter-claim-refused-subject = Your role could not be confirmed
letter-claim-refused-p1 = Our team could not confirm the role you gave. Here is why: “{ $reason }”
letter-claim-refused-p2 = Your account stays open: you can read and write wherever that does not depend on this role.
letter-claim-refused-button = Write to our team
letter-claim-refused-after = If something was misunderstood, or if you can tell us more, write to us: your request will be read again. Our addresses are at the foot of the pages of { $site }.

## Suspension

letter-suspended-subject = You cannot write for a while
letter-suspended-p1 = Our team has suspended your right to write on Passerelle until { $until }. Here is why: “{ $reason }”
letter-suspended-p2 = You can still sign in and read. On that day you will be able to write again, with nothing to do.
letter-suspended-button = Contest this decision
letter-suspended-after = If you think this is a mistake, write to us to say why: someone other than the person who decided will look at it. Our addresses are at the foot of the pages of { $site }.

letter-restored-subject = You can write again
letter-restored-p1 = The suspension of your account has been lifted: you can write on Passerelle again.
letter-restored-button = Carry on

## A hidden message

letter-post-hidden-subject = Your message was hidden
letter-post-hidden-p1 = The people who run the community have hidden your message in “{ $title }”. Here is why: “{ $reason }”
letter-post-hidden-p2 = Nothing is erased: you can still see it, and so can they. You can put it right; they can then show it again.
letter-post-hidden-button = Read my message again
letter-post-hidden-after = This is not a sanction. If you think it is a mistake, tell the people who run the community.

## A proposed community

letter-room-opened-subject = Your community is open
letter-room-opened-p1 = The community you proposed, “{ $room }”, has just opened.
letter-room-opened-p2 = A first thread often makes others want to write: a question people keep asking you, or a word of welcome.
letter-room-opened-button = Go there

letter-room-declined-subject = Your proposed community
letter-room-declined-p1 = For now, our team will not open the community “{ $room }”. Here is why: “{ $reason }”
letter-room-declined-p2 = Another proposal would still be welcome.

## For developers: the letters that would have been sent.

dev-letters-title = Letters
dev-letters-lead = In development nothing leaves. Here is what the platform would have sent, latest first.
dev-letters-empty = No letters. Create an account or ask for a link: the first one will come here.
dev-letters-empty-way = Create an account
dev-letter-to = To
dev-letter-kind = Kind
dev-letter-state = State
dev-letter-when = Written on
dev-letter-error = Last error
dev-letter-links = The links in it
dev-letter-text = Text
dev-letter-html = HTML
dev-letter-state-waiting = To be sent
dev-letter-state-sent = Sent
dev-letter-state-dead = Given up

## What one is told

letter-told-subject = { $title }
letter-told-p1 = { $why }
letter-told-button = Read and answer
letter-told-footer = You receive this email because you follow this thread on { $site }, or because someone speaks to you there. Your choices are in your account, on the “E-mails” page.
letter-told-stop = Hear nothing more about this thread
letter-told-why-mentioned = { $author } speaks to you in “{ $title }” ({ $room }).
letter-told-why-quoted = { $author } answers your message in “{ $title }” ({ $room }).
letter-told-why-answered = { $author } answers your thread “{ $title }” ({ $room }).
letter-told-why-solved = Your answer was accepted in “{ $title }” ({ $room }).
letter-told-why-thanked = { $author } has a gesture for your message in “{ $title }” ({ $room }).
letter-told-why-followed = { $author } writes in “{ $title }” ({ $room }), which you follow.
letter-told-why-reminder = You wanted to come back today to “{ $title }” ({ $room }).

letter-told-private-subject = A message is waiting for you
letter-told-private-p1 = Something is waiting for you in a community whose conversations do not leave by e-mail.
letter-told-private-button = Read it
letter-told-private-footer = You receive this email because you follow a thread on { $site }, or because someone speaks to you there. Your choices are in your account, on the “E-mails” page.
letter-told-private-stop = Hear nothing more about this thread

letter-digest-subject = { $count } threads to read
letter-digest-p1 = Here is what was addressed to you, and what was said in what you follow.
letter-digest-button = See everything
letter-digest-footer = You receive this email because you follow these threads on { $site }, or because someone speaks to you there. Your choices are in your account, on the “E-mails” page.
letter-digest-count = { $count ->
    [one] one message
   *[other] { $count } messages
}
letter-digest-private = In a community whose conversations do not leave by e-mail
letter-stop = Stop these e-mails

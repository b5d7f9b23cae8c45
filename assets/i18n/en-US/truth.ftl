# What was really proposed

truth-title = What was really proposed
truth-lead = People who followed this offer up say, by choosing among a few answers, whether what they were proposed is what it announces.
truth-say-yours = Say what you were proposed
truth-read = What people who followed it up say of it
truth-known = What is known
truth-known-nothing = Nothing yet: at least three people have to say the same thing.
truth-offer-says = The offer announces:
truth-changed = The organisation has changed this point since.
truth-reply-of = { $name } replies:

truth-claim-post = The post
truth-claim-work = The work to do
truth-claim-contract = The contract
truth-claim-hours = The hours
truth-claim-pay = The pay
truth-claim-place = The place
truth-claim-money = Being asked for money

truth-unknown = I don’t know
truth-post-same = The post existed
truth-post-gone = The post did not exist, or was already taken
truth-work-same = That of the offer
truth-work-other = Other work
truth-contract-same = As announced
truth-contract-weaker = Shorter, or less protective
truth-contract-stronger = Longer, or more protective
truth-hours-same = Those of the offer
truth-hours-more = More hours
truth-hours-fewer = Fewer hours
truth-hours-changing = Split, or changing
truth-pay-same = As announced
truth-pay-lower = Lower
truth-pay-higher = Higher
truth-place-same = As announced
truth-place-elsewhere = Somewhere else
truth-money-same = I was asked for nothing
truth-money-asked = I was asked for money, or to buy something

truth-gap-post-gone = At least { $count } people say that the post did not exist or was already taken.
truth-gap-post-various = At least { $count } people say that the post did not exist or was already taken.
truth-gap-work-other = At least { $count } people say that they were proposed other work.
truth-gap-work-various = At least { $count } people say that they were proposed other work.
truth-gap-contract-weaker = At least { $count } people say that the contract proposed was shorter or less protective.
truth-gap-contract-stronger = At least { $count } people say that the contract proposed was longer or more protective.
truth-gap-contract-various = At least { $count } people say that the contract proposed was different.
truth-gap-hours-more = At least { $count } people say that the hours proposed were longer.
truth-gap-hours-fewer = At least { $count } people say that the hours proposed were shorter.
truth-gap-hours-changing = At least { $count } people say that the hours proposed were split or changing.
truth-gap-hours-various = At least { $count } people say that the hours proposed were different.
truth-gap-pay-lower = At least { $count } people say that the pay proposed was lower.
truth-gap-pay-higher = At least { $count } people say that the pay proposed was higher.
truth-gap-pay-various = At least { $count } people say that the pay proposed was different.
truth-gap-place-elsewhere = At least { $count } people say that the place proposed was somewhere else.
truth-gap-place-various = At least { $count } people say that the place proposed was somewhere else.
truth-gap-money-asked = At least { $count } people say that they were asked for money. Never pay to get a job.
truth-gap-money-various = At least { $count } people say that they were asked for money. Never pay to get a job.
truth-confirmed-post = At least { $count } people confirm that the post existed.
truth-confirmed-work = At least { $count } people confirm that the work was this one.
truth-confirmed-contract = At least { $count } people confirm the contract announced.
truth-confirmed-hours = At least { $count } people confirm the hours announced.
truth-confirmed-pay = At least { $count } people confirm the pay announced.
truth-confirmed-place = At least { $count } people confirm the place announced.
truth-confirmed-money = At least { $count } people say that they were asked for nothing.

truth-say = What you were proposed
truth-say-lead = Answer what you know. { $name } will know neither who answers, nor how many you are until you are three. If few people followed the offer up, you might be guessed: you can wait, and change your mind at any time.
truth-send = Say it
truth-take-back = Take back all I said
notice-truth-said = Noted. Nobody will know that it comes from you.
notice-truth-unsaid = Taken back: nothing is left of what you had said.
truth-later = You will be able to say what you were proposed as soon as the organisation answers you, or from { $day } on.
truth-recruits = Those who recruit say nothing of offers, their own or others’: this register is made by those who look for work.

truth-how = How it is counted
truth-how-who = Only people who answered the offer here, or wrote to someone about it, can say something; never those who recruit, wherever that is.
truth-how-three = A gap is read beside the offer from three different people on. Beyond that, their number is rounded.
truth-how-hidden = There are only ready-made answers, without a word, a date or a name: nothing shows who spoke, to the organisation or to the team.
truth-how-reply = The organisation is told, and can correct its offer or reply; its reply is read in the same place.

truth-reply = Your organisation’s reply
truth-reply-hint = Anyone reads it beside this gap. A few sentences, naming nobody.
truth-reply-send = Reply
truth-reply-again = Replace the reply
truth-reply-remove = Remove the reply
notice-truth-replied = Your reply is read beside the gap.
notice-truth-reply-removed = The reply is removed.

told-truth-known = Several people say that they were proposed something else than what this offer says. You can correct it, or reply.
letter-truth-subject = One of your offers may not be what is proposed
letter-truth-p1 = Several people who followed up an offer of your organisation say that they were proposed something else. This is now read beside the offer.
letter-truth-p2 = You can correct the offer, or reply: your reply will be read in the same place. Who spoke cannot be known.
letter-truth-button = Read and reply
letter-truth-footer = You receive this e-mail because you recruit for an organisation on { $site }. Your choices are in your account, on the page “E-mails”.
letter-truth-stop = Stop receiving these e-mails

data-held-offer-statements = What you say of what offers really proposed
data-held-offer-replies = The replies you wrote, for an organisation, to what is said of its offers
data-field-point = What it is about
data-field-found = What you say of it

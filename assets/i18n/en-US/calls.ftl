# Being called back: asking, agreeing, calling; the hours at which an adviser calls.

call-title = Ask for a call
call-way = Ask for a call
call-moment = { $weekday } { $day } at { $hour }:{ $minute }
call-lead = { $name } calls you at the hour you choose, or when they can.
call-about = What would you like to talk about?
call-about-hint = A few words are enough, so that the call begins in the right place.
call-phone = The number to call
call-phone-hint = For this call only: { $name } sees it, nobody else does, and it is erased once the call is made or cancelled.
call-when = When?
call-clock = Hours are by your own clock ({ $zone }).
call-any = When { $name } can
call-no-slot = { $name } shows no free hour at the moment: one will be proposed to you.
call-page = Also say which page I come from: { $page }
call-reads = Read by { $name }, with your name, and by nobody else.
call-send = Ask for the call
call-no-adviser = A call is asked of your adviser, and you have none yet.
call-no-adviser-way = Ask someone to advise you
call-ask = Ask for a call
call-cancel = Cancel this call
call-kept = { $name } sees your number until the call; it is erased the day after the agreed hour at the latest.
call-mine-title = Your call
call-mine-waiting = Asked for, not agreed yet
call-mine-agreed = Agreed
call-mine-done = The call is made; your number is erased
call-mine-cancelled = Cancelled; your number is erased

calls-due = Calls to make
calls-due-order = Those with an hour first, the soonest at the top.
calls-title = Calls
calls-none = No call was asked for.
call-waiting = To be agreed
call-agreed = Agreed
call-done = Made
call-cancelled = Cancelled
call-at-none = When you can
call-from-page = Asked from
call-phone-kept = This number is erased once the call is made or cancelled, and the day after the agreed hour at the latest.
call-day = Day
call-hour = Hour
call-agree = Agree to this call
call-complete = It is done

slots-title = Hours when I call
slots-lead = The people you advise choose among these hours. Each is for one call, over the three weeks to come.
slots-none = No hour is shown: people will ask “when you can”, and you will propose one.
slots-weekly = Every { $weekday }
slots-remove = Take off
slots-add = Add hours
slots-weekday = Every week, on
slots-day = Or one day only
slots-day-hint = If you fill it in, these hours are for that day only.
slots-minutes = How long a call is
minutes-15 = 15 minutes
minutes-20 = 20 minutes
minutes-30 = 30 minutes
minutes-60 = One hour
slots-clock = By your own clock: { $zone }.
slots-clock-way = Change time zone
slots-send = Add

notice-call-asked = Your request for a call is sent.
notice-call-agreed = Agreed, and said.
notice-call-done = Noted: the number is erased.
notice-call-cancelled = The call is cancelled, and the number erased.
notice-slots-published = These hours are shown.
notice-slot-removed = This hour is no longer shown. A call already asked for stays.

told-adviser-call-asked = { $name } asks for a call.
told-adviser-call-agreed = { $name } will call you: it is agreed.
told-adviser-call-cancelled = { $name } cancelled the call.
told-adviser-call-reminder = { $name } waits for you to agree to a call.
told-adviser-call-missed = A call was not agreed in time: it is cancelled. It can be asked for again.

refusal-adviser-needed = A call is asked of your adviser, and you have none at the moment. Your words are kept here.
refusal-call-open = You have asked for a call already: it waits on the page “My adviser”. Cancel it to ask for another. Your words are kept here.
refusal-call-over = It changed meanwhile: this call is already agreed, made or cancelled. Here is where it stands.
refusal-slot-taken = This hour was just taken, or is no longer shown. Choose another; the rest is kept.
refusal-bad-phone = Write a telephone number: six to fifteen digits, with spaces or a + if you like.

data-held-calls = The calls you asked for, or were asked for
data-held-call-slots = The hours when you call
data-kept-call = Three months after the call or its cancellation; the number, erased at that very moment
data-field-phone = Number
data-field-page = Page
data-field-starts = Begins
data-field-ends = Until

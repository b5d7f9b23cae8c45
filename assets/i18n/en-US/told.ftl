# What one is told, what one follows, what one keeps.

nav-notifications = Replies
nav-notifications-waiting = to read
notifications-title = Replies
notifications-lead = What was addressed to you, and what you follow: one line a thread, read by reading the thread.
notifications-choose = Choose what you are told by e-mail
notifications-none = Nothing for now. When someone answers you, or speaks to you, it will be written here.
notifications-read-all = Mark everything as read
notifications-next = Older
notifications-unread = New
notice-notifications-read = Everything is read.

told-mentioned = { $name } speaks to you.
told-quoted = { $name } answers your message.
told-answered = { $count ->
    [one] { $name } answers your thread.
   *[other] { $count } new messages in your thread, the last from { $name }.
}
told-solved = Your answer was accepted.
told-thanked = { $count ->
    [one] { $name } has a gesture for your message.
   *[other] { $count } gestures for your messages, the last from { $name }.
}
told-followed = { $count ->
    [one] A new message from { $name }.
   *[other] { $count } new messages, the last from { $name }.
}
told-reminder = You wanted to come back to it today.

## Following

watch-thread = Tell me about this thread
watch-room = Tell me about this community
watch-tag = Tell me about this tag
watch-all = Everything
watch-mine = What is addressed to me
watch-muted = Nothing
notice-watch-all = Noted: you will be told of everything.
notice-watch-mine = Noted: you will be told of what is addressed to you.
notice-watch-muted = Noted: you will no longer be told.

## Where was I?

unread-from-here = New messages
unread-first = Go to the first message you have not read
unread-row = New messages
unread-row-about = in “{ $title }”
jump-title = Go to a date
jump-label = The day
jump-go = Go

## Keeping

bookmarks-title = Kept threads
bookmarks-lead = What you want to find again. Nobody else sees this list.
bookmarks-none = No thread kept. On a thread’s page, “Keep this thread” puts it here.
bookmark-keep = Keep this thread
bookmark-kept = Thread kept
bookmark-note = A note for yourself
bookmark-note-hint = Only you read it.
bookmark-remind = Remind me on
bookmark-reminds = reminder on
bookmark-send = Keep
bookmark-remove = Stop keeping
bookmark-nowhere = This thread can no longer be read
notice-bookmarked = The thread is kept.
notice-bookmark-removed = The thread is no longer kept.

## What I wrote

writings-title = My messages
writings-lead = Everything you wrote, latest first.
writings-none = You have not written anything yet. A question, a word of support: everything begins there.
writings-next = Older
writing-opening = You opened this thread
writing-reply = Your reply
writing-removed = removed by you
writing-hidden = hidden by the managers

## By e-mail

preferences-title = E-mails
preferences-lead = On the site, everything is told at once. Here, choose what also reaches you by e-mail.
preferences-direct = What is addressed to me: answers, mentions, reminders
preferences-followed = What I follow: threads, communities, tags
preferences-zone = My time zone
preferences-zone-hint = So that “the morning” is yours: Europe/Paris, Indian/Reunion…
mail-at_once = At once
mail-morning = Grouped, each morning
mail-never = Never

stop-title = Stop these e-mails
stop-thread-lead = You will not be told anything more about this thread, neither by e-mail nor on the site.
stop-followed-lead = You will not receive e-mails about what you follow any more. Nothing changes on the site.
stop-all-lead = You will not receive e-mails about what is addressed to you, nor about what you follow, any more. Nothing changes on the site.
stop-send = Stop
stop-thread-done = Done. You will no longer be told about this thread.
stop-followed-done = Done. You will not receive e-mails about what you follow any more.
stop-all-done = Done. You will not receive e-mails about what is addressed to you, nor about what you follow, any more.
stop-preferences = Review my choices

## Live

live-new = New message
live-changed = A message changed
live-show = Show

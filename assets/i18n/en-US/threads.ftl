# Threads: lists, the conversation, forms.

## In a list

row-replies = { $count ->
    [one] { $count } answer
   *[other] { $count } answers
}
row-last-reply = last answer on
list-threads = Threads
list-next = Next threads
list-follow = Follow another way
list-feed = Atom feed
list-empty-way = See the communities
list-unanswered-title = Unanswered questions
list-unanswered-lead = These people await a first word. No need to know everything: a lead already helps.
list-unanswered-empty = Every question you can read has had an answer.
list-tag-title = Tag “{ $name }”
list-tag-lead = What is said about it in the communities you can read.
list-tag-empty = Nothing you can read carries this tag.

## The conversation

thread-conversation = The conversation
thread-withdrawn-title = Thread no longer shown
thread-solution = The accepted answer
thread-empty-question = Nobody has answered yet. Saying that you lived through the same thing, or whom to turn to, is already an answer.
thread-empty-discussion = Nobody has reacted yet. Your view will open the conversation.
thread-empty-experience = Nobody has reacted yet. A question, or a thank you, invites the rest of the story.
thread-empty-announcement = No reaction yet.
thread-prev = Earlier messages
thread-next = Later messages
thread-feed = Follow by Atom feed
thread-edited = What changed in the title
thread-care = This thread
thread-edit = Edit the title and tags
thread-close = Close the thread
thread-reopen = Reopen the thread
thread-pin = Pin at the top of the community
thread-unpin = Unpin
context-room = The community

post-opening = The opening message
post-by = Message by { $name }
post-link = Link to this message, written on
post-edited = edited on
post-is-solution = Accepted answer
post-answers = In answer to { $name }
post-answers-someone = In answer to this message
post-quote = Quote
post-solve = Accept this answer
post-unsolve = No longer accept this answer
post-edit = Edit
post-remove = Remove this message
post-restore = Put my message back
post-hide = Hide
post-show = Show again
post-more = More
post-more-about = about the message by { $name }
post-unfold = Read the message again
post-removed = Message removed by the person who wrote it.
post-removed-mine = You removed this message. You can put it back.
post-hidden = Message hidden by a manager.
post-hidden-mine = Your message is hidden: you and the managers still read it, nobody else does.
post-hidden-reason = The reason:
post-muted = Message folded away: you chose not to read this person.
post-muted-way = Review that choice

## The three gestures

gestures = Gestures
gesture-thanks = Thanks
gesture-bravo = Bravo
gesture-relay = Relay
gesture-to = to { $name }
gesture-thanks-by = { $count ->
    [one] { $names } says thank you
   *[other] { $names } say thank you
}
gesture-bravo-by = { $name } says bravo:
# The browser sets the quotation marks; this is what they hold.
gesture-bravo-words = { $words }
gesture-relay-by = { $count ->
    [one] { $names } passes it on
   *[other] { $names } pass it on
}

## A gesture that needs a word more

act-bravo-title = A bravo is said with a sentence
act-bravo-lead = Nothing is lost: all that is missing is what you found good.
act-bravo-label = Bravo for what?
act-bravo-hint = One sentence, read by the same people as the message.
act-bravo-send = Say bravo
act-hide-title = Hiding takes a reason
act-hide-lead = The message is still visible. The person who wrote it will read your reason.
act-hide-label = Why hide this message?
act-hide-hint = The person who wrote it will read these words. Say what is wrong, and what would let it be shown again.
act-hide-send = Hide

## Writing

compose-title = Answer
compose-label = Your answer
compose-hint = An empty line separates paragraphs; @ and a handle speak to someone.
compose-send = Send the answer
compose-unquote = Stop quoting
compose-mentions = People to speak to
compose-mentions-count = People offered: { $count }
compose-preview = Read over before sending
compose-write = Keep writing
compose-preview-refused = The preview is not available right now. Your words are still there: you can keep writing, or send.
no-compose-visitor = Answering takes an account. Reading does not.
no-compose-closed = This thread is closed: it can be read, not answered. If the subject matters to you, you can open a thread in the same community.
no-compose-unconfirmed = You can write once your e-mail address is confirmed. Open the link we sent you, or ask for another from your account.
no-compose-suspended = You can read, but not write for now. The reason and the end date are on your account page.
no-compose-audience = You read this community but cannot write in it.

thread-new-title = Open a thread
thread-new-lead = Write the way you speak. A clear title and your situation in a few lines will do.
thread-new-send = Publish
thread-form-title = Title
thread-form-title-hint = Your question, or your subject, in one sentence.
thread-form-kind = What would you like to do?
thread-form-body = Your message
thread-form-body-hint = What you are going through, what you have tried, what would help. Leave out names, numbers, whatever is nobody’s business but yours.
thread-form-tags = Tags
thread-form-tags-hint = Five at most, separated by commas. They help people find your thread again.
thread-form-tags-usual = Five at most, separated by commas. Here, often: { $tags }.
thread-edit-title = Edit the thread
thread-edit-lead = The message itself is edited apart. The former title stays in the history, which you and the managers can read.

post-edit-title = Edit the message
post-edit-body = The message
edit-reason = Why this change
edit-reason-hint = A word for those who have already read it: “opening hours made clearer”.
edit-send = Save

## History

history-title = What changed
history-lead = The most recent first. What is struck out was removed, what is underlined was added. Only the person who wrote and the managers read this page.
history-edit = Edit of
history-by = by { $name }
history-reason = Reason given: { $reason }
history-del = Removed:
history-ins = Added:
history-empty = Nothing has changed since these words were written.
history-back = Back to the thread

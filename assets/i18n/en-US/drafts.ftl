# Drafts: what one writes is never lost.

drafts-title = My drafts
drafts-lead = What you began to write, on this device or another. Only you can read it.
drafts-none = Nothing waiting. Whatever you begin to write will be kept here by itself.
draft-reply = A reply in “{ $name }”
draft-thread = A new thread in { $name }
draft-edit = An edit to a message in “{ $name }”
draft-nowhere = The place where you were writing can no longer be read. Your words stay here, to copy.
draft-words = Read my words
draft-empty = Untitled
draft-found = Your draft of
draft-forget = Throw this draft away
draft-form = A form sent after your session had ended
draft-form-lead = It was not taken: your session was over. Read it again, then send it.
draft-form-send = Send this form
draft-save = Keep for later
draft-saved = Draft kept.
draft-unsaved = No network: your words stay in this tab.
notice-draft-saved = Your draft is kept. You will find it here, and on your other devices.
notice-draft-forgotten = The draft is thrown away.
notice-words-held = Your words are kept. Sign in with this browser to find them again.
edit-current = This text changed while you were writing
edit-current-lead = Perhaps by you, on another device. Here is what it says now; yours is further down, where you can bring over what is missing.
edit-current-keep = Keep the current text
thread-form-kind-short = Kind
none = None

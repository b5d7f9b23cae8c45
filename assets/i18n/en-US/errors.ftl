# A page that could not be: what happened, what is safe, where to go on.

error-way-sign-in = Sign in, if this page takes an account
error-way-link = Ask for a new link
error-way-account = Go to my account
error-way-again = Try again
error-way-rooms = See the communities
error-way-unanswered = Read the unanswered questions
error-way-home = Back to the home page
error-reference = If you write to us, quote this reference: { $reference }

error-words-kept = What you wrote was not sent, but it is not lost: here it is, to copy and keep.
error-400-title = This request did not go through
error-400-text = The address or the form arrived incomplete, or does not open that way. Nothing was changed. Go back to the previous page and try again.
error-403-title = Not possible for you, or not yet
error-403-text = This page or this act takes a right that your account does not have. Nothing was changed.
error-404-title = This page does not exist, or is not open to you
error-404-text = The link may be incomplete, or the page is meant for other people.
error-410-title = What was here is here no more
error-410-text = It was removed, and will not come back.
error-spent-title = This link no longer opens
error-413-title = Too long for one sending
error-413-text = Nothing was saved. Go back to the previous page and shorten it, or send it in two parts.
error-422-title = That could not be done
error-422-text = The form could not be accepted as it was. Nothing was changed. Go back to the previous page: your words are most likely still there.
error-429-title = A little too fast
error-429-text = Many requests came from your connection in a short time. Nothing is lost. Wait a minute, then try again.
error-500-title = Something broke on our side
error-500-text = It is not your doing. What you had already published is safe, and the incident is on record. Try again in a while.
error-503-title = The site is taking a short rest
error-503-text = An update or a great many visits keep it busy. What you had published is safe. Try again in a minute.
error-409-title = Someone got there first
error-409-text = What you wanted to change has changed in the meantime. Nothing is lost: open the page again, read it, then try again if you still need to.

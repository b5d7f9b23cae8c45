# My data: what the platform keeps, taking it along, leaving. And the letters about it.

data-title = My data
data-lead = What you wrote and what we keep about you is yours: you can take it with you, and you can have all of it erased.
data-refused-export = Go to “Take my data with me”
data-refused-erase = Go to “Close my account and erase everything”
data-password-hint = So that we know it is you. It holds for a quarter of an hour.
data-no-password = I have no password, or I forgot it
data-yes = Yes
data-no = No

## Taking it along

data-export-title = Take my data with me
data-export-lead = We prepare a ZIP file: pages that open offline, and the same data in a format other software can read (JSON).
data-export-ask = Prepare my file
data-export-again = Prepare a new one
data-export-running = Your file has been in the making since { $day }. You can close this page: an e-mail will tell you.
data-export-progress = Progress
data-export-reload = See how far it is
data-export-ready = Your file of { $day } is ready ({ $size } KB). We keep it until { $until }, then it is gone.
data-export-download = Download my file
data-export-failed = Your file could not be prepared. Your data are safe; please ask again.
data-export-over = Your last file was deleted: we keep it for a week only. You can ask for another.
notice-export-asked = Your file is being prepared. We will write to you as soon as it is ready.

## What we keep

data-held-title = What we keep about you
data-held-lead = Nothing but what follows, and nothing for advertising. After { $warn } months without a visit we warn you; at { $erase } months the account is erased.
data-held-open = See the whole list
data-column-what = What
data-column-kept = For how long
data-column-law = Why we may

data-held-users = Your account: address, display name, handle, situation, settings
data-held-sessions = The devices your account is open on
data-held-links = Links e-mailed to sign you in or confirm an address
data-held-memberships = The communities you joined
data-held-entrances = The communities you were let into by name
data-held-communities = The communities you proposed
data-held-threads = The threads you opened
data-held-posts = Your messages
data-held-revisions = The edits you made
data-held-gestures = Your thanks, bravos and relays
data-held-mentions = Messages that mention you
data-held-former-handles = Handles you had before, which still lead to you
data-held-blocks = People you keep at a distance
data-held-follows = What you follow
data-held-bookmarks = The threads you keep, and your notes
data-held-pictures = Your pictures, and your photo
data-held-drafts = Your drafts
data-held-read-marks = How far you read in each thread
data-held-notifications = Your notifications
data-held-letters = E-mails we sent you
data-held-suspensions = Suspensions that concerned you, and their reason
data-held-activities = The log of what you did here
data-held-exports = Files you asked for
data-held-erasures = After an erasure: the proof that it was done, without name or address

data-kept-account = As long as your account
data-kept-words = Until you erase it; when you leave, you choose
data-kept-session = Sixty days without a visit
data-kept-link = Until it is used, three days at most
data-kept-letters = Ninety days
data-kept-export = A week; the date it was asked for, a month
data-kept-proof = As long as an old backup could bring you back

data-law-contract = To give you the service you asked for (GDPR, art. 6(1)(b))
data-law-interest = To keep conversations readable and safe (GDPR, art. 6(1)(f))
data-law-obligation = To prove the erasure (GDPR, art. 5(2), 6(1)(c) and 17)

## Leaving

data-erase-title = Close my account and erase everything
data-erase-lead = Your account closes at once, on all your devices. Your name, your address, your drafts, your gestures, mentions of you and the rest are erased within minutes.
data-erase-final = There is no way back. To keep what you wrote, take your data with you first. Nobody else will get your handle for a year.
data-erase-alone = You are the only manager of these communities. Please hand them over first, in their settings; then you can close your account.
data-posts = What becomes of your messages?
data-posts-keep = Leave them, without me
data-posts-keep-hint = Answers keep their sense. Each message gets a different name, drawn by lot: nothing tells that two of them are one person’s. Your name and address are taken out; read the rest again if you told your life there.
data-posts-remove = Take them down
data-posts-remove-hint = Your words and the titles of your threads go. Other people’s answers stay.
data-erase-password-hint = It is asked for again, even if you have just given it.
data-erase-send = Close my account and erase everything
notice-account-closed = Your account is closed. The rest is being erased right now; we write to you one last time to confirm it. Thank you for having been here.
person-left = account closed

## In the file

export-title = The data of { $name }
export-lead = What { $site } keeps about you, on { $day }. These pages open offline.
export-json = Each page also exists as JSON: a list of objects whose field names do not change. Dates there are in universal time (RFC 3339).
export-column-rows = How many
export-column-program = For software
export-back = Back to the contents

data-field-about = A few words
data-field-address = Link
data-field-after = After
data-field-alt = What one sees in it
data-field-asked-at = Asked on
data-field-before = Before
data-field-body = Text
data-field-body-html = As shown
data-field-by = By
data-field-bytes = Weight, in bytes
data-field-claim = Role check
data-field-closed-at = Closed on
data-field-count = Count
data-field-created-at = On
data-field-description = About it
data-field-detail = Detail
data-field-device = Device
data-field-display-name = Display name
data-field-edited-at = Edited on
data-field-email = E-mail address
data-field-email-confirmed-at = Address confirmed on
data-field-expires-at = Until
data-field-file = File
data-field-handle = Handle
data-field-height = Height
data-field-hidden-at = Hidden on
data-field-hidden-reason = Reason given
data-field-home-without = Blocks taken off the home page
data-field-id = Number
data-field-is-admin = Admin
data-field-is-ambassador = Ambassador
data-field-kind = Kind
data-field-last-seen-at = Last visit
data-field-last-used-at = Last used
data-field-level = Follow level
data-field-lifted-at = Lifted on
data-field-locale = Language
data-field-mail-direct = E-mail about what is addressed to you
data-field-mail-followed = E-mail about what you follow
data-field-note = Your note
data-field-organisation-name = Organisation
data-field-place = Where
data-field-post-id = Message number
data-field-purpose = Purpose
data-field-quoted = Quoting a message of
data-field-read-at = Read on
data-field-ready-at = Ready on
data-field-reason = Reason
data-field-remind-at = Reminder on
data-field-removed-at = Removed on
data-field-role = Role
data-field-room = Community
data-field-room-address = Link to the community
data-field-sent-at = Sent on
data-field-sentence = Sentence
data-field-state = State
data-field-subject = Subject
data-field-suspended-until = Suspended until
data-field-tag = Tag
data-field-tags = Tags
data-field-thread = Thread
data-field-thread-id = Thread number
data-field-time-zone = Time zone
data-field-title = Title
data-field-until = Until
data-field-updated-at = Updated on
data-field-used-at = Used on
data-field-verb = Act
data-field-warned-at = Warned on
data-field-width = Width

## Letters

letter-export-ready-subject = Your data are ready
letter-export-ready-p1 = The file you asked for is ready. You will find it on the page “My data” once you have signed in; your password is asked for there.
letter-export-ready-button = Go to my data
letter-export-ready-after = We keep it for a week. If you asked for nothing, change your password: someone may have entered your account.

letter-erased-subject = Your account is closed
letter-erased-p1 = Your Passerelle account is closed, and what we kept about you is being erased right now.
letter-erased-p2 = This is our last e-mail: your address leaves us as soon as it is sent. Old backups may still hold it for a while; if one of them ever had to be used, the erasure would be made again in it.
letter-erased-after = You may come back whenever you like, with a new account.

letter-soon-erased-subject = Your account will soon be erased
letter-soon-erased-p1 = You have not been on Passerelle for nearly two years. We do not keep accounts that serve no more: yours will be erased on { $until }.
letter-soon-erased-p2 = To keep it, sign in once before that day. Otherwise there is nothing to do: your messages will stay, without your name.
letter-soon-erased-button = Sign in
letter-soon-erased-after = To take your data with you or take your messages down, sign in and open the page “My data”.

# Accounts: coming in, confirming, finding a password again, settling one’s account.

## Fields

account-email = Email address
account-email-hint = Nobody else sees it. We send it a link to check that it is yours.
account-display-name = Display name
account-display-name-hint = The name others will see: your own, a first name, a nickname. You can change it later.
account-password = Password
account-password-hint = Twelve characters or more: four unrelated words do very well.

## Who one is here. The first line is also read alone, as a fact.

account-kinds = What brings you here?
kind-of-person-seeker = Looking for work
kind-of-person-seeker-hint = Or for another trade. You can also write in the communities that only people looking for work, and those who run them, can read.
kind-of-person-recruiter = Recruiting
kind-of-person-recruiter-hint = For a company, a public body or a charity. Our team checks before opening the reserved communities.
kind-of-person-branch = Speaking for an industry branch
kind-of-person-branch-hint = For a branch or a federation. Our team checks before opening the reserved communities.
kind-of-person-adviser = Advising
kind-of-person-adviser-hint = In a job centre, a youth service or a charity. Our team checks before showing this role beside your name.
kind-of-person-other = Something else
kind-of-person-other-hint = In a job, in training, retired, volunteering: your experience is of use here.

claim-none = Nothing to check
claim-pending = Being checked
claim-confirmed = Checked by our team
claim-refused = Not confirmed

## Signing up

account-sign-up-title = Create an account
account-sign-up-lead = Whatever is public can be read without an account. With one you can ask, answer, and choose who reads you.
account-sign-up-description = Open an account on Passerelle to ask a question, answer others, and choose who reads you.
account-sign-up-send = Create my account
account-sign-up-have-one = I already have an account

## Signing in

account-sign-in-title = Sign in
account-sign-in-send = Sign in
account-sign-in-forgotten = Forgotten password
account-sign-in-none = No account yet?
account-sign-in-create = Create one
account-link-title = Without a password
account-link-lead = We email you a link. It signs you in once, on the device where you open it.
account-link-send = Send me a link
account-demo = This is a demonstration. Try the address seeker@demo.example with the password passerelle-demo.
account-demo-more = The other demonstration accounts

## Sent, or done: what now?

told-confirm-title = Check your email
told-confirm-text = We have just written to { $email }. Open the message and follow its link: it confirms that the address is yours.
told-link-title = Check your email
told-link-text = We have just written to { $email }. Open the message on the device you want to use, and follow its link.
told-reset-title = Check your email
told-reset-text = We have just written to { $email }. The link in the message lets you choose a new password.
told-late = Nothing after a few minutes? Look in your spam folder, then check the address above.
told-letters = See the letters that were sent

## A letter’s link, opened; only the button acts.

button-confirm-title = Confirm your address
button-confirm-text = An account was opened in the name of { $name }. One thing left to do: tell us that { $email } is your address, and that this account is yours.
button-confirm-send = It is my address
button-confirm-password = Your password
button-confirm-password-hint = The one you chose when opening this account, or another: it is the only one that will work. If someone else opened this account with your address, theirs will open nothing any more. Left empty, you will come in by a link sent by email.
button-sign-in-title = Sign in
button-sign-in-text = You are about to sign in as { $email } on this device. If others use it too, remember to sign out when you leave.
button-sign-in-send = Sign me in
button-change-email-title = Change your address
button-change-email-text = From now on your account will use { $email }, to sign you in and to write to you.
button-change-email-send = Use this address
button-not-you = Not something you asked for? Close this page: nothing changes.

## A new password

account-reset-ask-title = Forgotten password
account-reset-ask-lead = Give the address of your account. We will send it a link to choose a new password.
account-reset-ask-send = Send me the link
account-reset-ask-back = Back to sign-in
account-reset-title = Choose a new password
account-reset-lead = It replaces the old one. Devices where your account was open will have to sign in again.
account-reset-password = New password
account-reset-send = Save this password

## My account

account-title = My account
account-nav = My account
account-my-page = My page, as others see it

account-refused = Nothing was changed: one field needs another look.
account-refused-profile = Go to “What others see”
account-refused-email = Go to “Change email address”
account-refused-password = Go to “Change password”

account-suspended-title = Why you cannot write
account-suspended-reason = The reason given: “{ $reason }”
account-suspended-until = You will be able to write again on { $until }, with nothing to do.
account-suspended-way = If you think this is a mistake, write to us: our addresses are at the foot of this page.

account-fact-email = Address
account-unconfirmed = Not confirmed yet
account-unconfirmed-way = To confirm your address, open the email we sent there and follow its link. If it has not come, look in your spam folder, then check the address; you can change it below.
account-unconfirmed-send = Send me a new link
account-fact-kind = What brings you here
account-claim-pending = Our team is checking your role. Meanwhile you can read and write wherever that does not depend on it.
account-claim-refused = Our team could not confirm your role; an email told you why. If something was misunderstood, write to us: our addresses are at the foot of this page.

account-profile-title = What others see
account-handle = Handle
account-handle-hint = People mention you by it, after an @, and it makes the address of your page.
account-about = A few words about you
account-about-hint = A sentence or two, shown on your page.
account-locale = Language of pages and emails
locale-fr = Français
locale-en = English
account-profile-send = Save

account-change-email-title = Change email address
account-change-email-lead = At present: { $email }. We will write to the new one to confirm it, and tell the old one; your other devices will have to sign in again.
account-new-email = New address
account-change-email-password = Your password
account-change-email-send = Change address

account-change-password-title = Change password
account-change-password-lead = Your other devices will have to sign in again.
account-current-password = Current password
account-new-password = New password
account-change-password-send = Change password
account-change-password-forgotten = I do not remember the current one

## My devices

account-sessions-title = My devices
account-sessions-lead = The devices where your account is open. If you do not recognise one, sign it out, then change your password.
account-session-current = This device
account-session-unknown = Unknown browser
account-session-since = Opened on
account-session-used = Last visit on
account-session-end = Sign out
account-sessions-end-others = Sign out all the others
account-sessions-alone = Your account is open nowhere else.

## The people I no longer read

account-blocks-next = Next people
account-blocks-title = People I no longer read
account-blocks-lead = You no longer read what they write. They are not told.
account-blocks-empty = You keep nobody at a distance. If someone’s messages weigh on you, their page lets you stop reading them.
account-blocks-empty-way = See the communities

# Organisations: who they are, how that is verified, who speaks for them.

organisations-title = Organisations
organisations-lead = Those that publish here and whose identity is verified: by the e-mail address of someone who works there, or by the site’s team.
organisations-all = All organisations
organisations-mine = Yours
organisations-unproven = Waiting to be verified
organisations-filters = Choose among the organisations
organisations-next = Older ones
organisations-empty = No organisation matches.
organisations-empty-way = See everything
organisations-missing = Is yours missing?
organisations-missing-why = Open it: you prepare your offers right away, and publish them once its identity is verified.
organisations-open = Open an organisation

organisation-kind = Kind
organisation-kind-company = Company
organisation-kind-public = Public employer
organisation-kind-association = Charity
organisation-kind-branch = Industry branch
organisation-proof-domain = Verified by an address @{ $domain }
organisation-proof-admin = Verified by the site’s team
organisation-unproven = Not verified yet
organisation-unproven-why = Nobody has verified yet who this organisation is. It prepares its offers and publishes none.
organisation-prove = Verify with my e-mail address
organisation-prove-how = To verify it: give the address of its website in its settings, and have an account with an e-mail address of that site. Otherwise the site’s team can do it.
organisation-verify = Answer for this organisation
organisation-unverify = No longer answer for it
organisation-offers = { $count ->
    [one] { $count } offer
   *[other] { $count } offers
}
organisation-offers-now = Its offers
organisation-offers-all = See all its offers
embed-at = See these offers on Passerelle
organisation-offers-none = No offer is published at the moment.
organisation-place = Place
organisation-siret = SIRET
organisation-website = Website
organisation-yours = Your organisation

organisation-form-new-title = Open an organisation
organisation-form-new-lead = One page an employer. You will be the first person in charge of it, and can invite others.
organisation-form-new-send = Open
organisation-form-settings-title = Settings of the organisation
organisation-form-settings-lead = Changing the name, the SIRET or the website may call for a new verification.
organisation-form-settings-send = Save
organisation-form-name = Name
organisation-form-siret-hint = Fourteen digits, with or without spaces. The law asks who recruits (code du travail, art. L5332-2).
organisation-form-website-hint = An e-mail address of this site will be able to verify the organisation.
organisation-form-about = What is done there
organisation-form-about-hint = How one works there, rather than an advertisement.

organisation-people-title = The people of the organisation
organisation-people-lead = Who writes its offers, who reads them before they are published. This list is not public.
organisation-role = Role
organisation-role-reader = Reads
organisation-role-reader-hint = Reads offers before they are published.
organisation-role-recruiter = Recruits
organisation-role-recruiter-hint = Writes offers, publishes them, ends them.
organisation-role-owner = In charge
organisation-role-owner-hint = Does all of this, settles the organisation and invites.
organisation-awaited = Invited
organisation-remove = Take off the list
organisation-invite-title = Invite someone
organisation-invite-handle = Their handle
organisation-invite-hint = As on their page: @sophie-marchand. Their account has to be a confirmed recruiter’s.
organisation-invite-send = Invite
organisation-invited = You are invited to speak for this organisation.
organisation-come-in = Accept
organisation-decline = Decline

notice-organisation-opened = The organisation is open. Its identity is still to be verified.
notice-organisation-edited = It is saved.
notice-organisation-proven = The organisation is verified.
notice-organisation-unproven = The organisation is no longer verified: its offers are not seen any more.
notice-organisation-invited = Done. Someone who is invited sees it on the page of organisations.
notice-organisation-joined = Welcome: here are its offers.
notice-organisation-left = Done.
notice-organisation-removed = This person is no longer on the list.

data-held-organisations = The organisations you opened here
data-held-organisation-members = The organisations you speak for
data-held-offers = The offers you wrote for them
data-held-offer-versions = The versions of these offers
data-kept-organisation = As long as the organisation; your name goes with your account
data-field-name = Name
data-field-version = Version

## Where offers come from: a file, what it would change, what happened

sources-title = Your feeds of offers
sources-lead = Give the address of the feed that your software makes, or send its file, in the shape it has today. Each offer ends in exactly one state, with its reason; nothing changes before you agree.
sources-known = Your sources
sources-none = No source yet.
source-address-title = An address, read on its own
source-address-lead = First you see what it holds. From then on your offers follow: published, updated and withdrawn as in your software, with nothing to type again.
source-address = Address of the feed
source-address-hint = It begins with https:// and opens without a password.
source-every = Read it again
source-every-1 = Every hour
source-every-6 = Every six hours
source-every-12 = Morning and evening
source-every-24 = Once a day
source-file-title = A file
source-follow = Import, then read this address again
source-dry-address = What this address would change
notice-source-followed = The offers are imported. The address is read again on its own.
notice-source-resumed = The address will be read.
notice-source-paused = The address is no longer read. Its offers stay published until their day.
source-read-every = { $hours ->
    [1] Read every hour
    [24] Read once a day
   *[other] Read every { $hours } hours
}
source-checked = Last read
source-next = Next reading
source-due = Its turn has come.
source-left-alone = It is no longer read.
source-read-now = Read now
source-pause = Stop reading
source-failed = { $count ->
    [one] The last reading failed. The offers stay published, and it is tried again.
   *[other] The last { $count } readings failed. The offers stay published, and it is tried again.
}
source-given-up = The last { $count } readings failed: we stopped trying. Mend the address or its server, then read it again.
source-file = File of offers
source-file-hint = XML, JSON, CSV, RSS or a page that carries schema.org offers, compressed or not. A file of the same name updates the offers of the one before.
source-send = See what it would change
source-dry-title = What this file would change
source-dry-lead = Nothing is done yet. Here is what would become of each offer.
source-import = Import this file
source-empty = No offer was found in this feed.
source-again = Send another file
run-state-running = Running
run-state-done = Done
run-state-held = Held for you
run-state-failed = Broken off
run-broken = The feed could not be read to its end. What comes before is counted; no offer is withdrawn.
run-held = This feed no longer has a large share of the offers of the one before. To be careful they stayed published: it is for you to say whether they should.
run-would-hold = This feed no longer has { $count } offers of the one before: they would stay published until you agree.
run-release = Withdraw the missing offers
run-receipt = The receipt of this import:
ledger-title = What becomes of each offer
ledger-reference = Reference
ledger-state = State
ledger-reason = Reason
ledger-filter = Choose a state
ledger-all = All
ledger-next = More
ledger-none = No offer in this state.
ledger-more = And { $count } others, counted above.
ledger-published = Published
ledger-updated = Updated
ledger-unchanged = Unchanged
ledger-duplicate = There already
ledger-quarantined = Kept aside
ledger-rejected = Rejected
ledger-withdrawn = Withdrawn
ledger-count-published = { $count } published
ledger-count-updated = { $count } updated
ledger-count-unchanged = { $count } unchanged
ledger-count-duplicate = { $count } there already
ledger-count-quarantined = { $count } kept aside
ledger-count-rejected = { $count } rejected
ledger-count-withdrawn = { $count } withdrawn
notice-source-imported = The import is done: here is what became of each offer.
notice-source-released = Done: the offers missing from the feed are withdrawn.

## Where offers go, outside this house.
channels-title = Where your offers appear
channels-lead = An offer published here is always in our list and in our search. These are the other ways it goes out. A closed one is emptied at once; a site that has already read an offer removes it on its next visit.
channels-unproven = Nothing goes out until someone has proven who this organisation is.
channels-save = Save
channels-of-one = One offer can be kept from a channel: the same boxes are on its page.
channel-open = Send our offers there
channel-is-open = Your offers go there.
channel-is-closed = Your offers do not go there.
channel-address-feed = Address of the feed
channel-address-page = Address of the list
channel-address-atom = Address of the Atom feed
channel-address-json = Address of the JSON feed
channel-snippet = To paste into a page of your site
channel-embed-look = See the list as it will appear there
channel-indeed = Job boards
channel-what-indeed = Give this address to a job board: it comes and reads all your offers, in the shape that Indeed describes and most boards understand.
channel-linkedin = LinkedIn
channel-what-linkedin = Give this address to LinkedIn, so that your offers appear there under the name of your page.
channel-engines = Search engines
channel-what-engines = Each offer’s page tells search engines what it is (JobPosting, schema.org), so that they show it among jobs. There is nothing to do.
channel-embed = Your own site
channel-what-embed = The list of your offers in a page of your site, kept up to date by itself, with no cookie and no script.
channel-readers = Subscriptions and programs
channel-what-readers = For whoever follows your offers in a feed reader (Atom), and for a partner’s programs (JSON).
offer-channels = Where it appears
offer-channels-what = Always in our list and our search. Untick a channel to keep the offer from it.
offer-channel-closed-for-all = Closed for all your offers
notice-channels-kept = It is saved, and holds from now on.

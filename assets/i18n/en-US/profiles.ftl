# The profile: a project, what one can do and the stories that show it; to whom each
# thing is shown, and who saw it.

profile-title = My profile
profile-lead = A profile is not a list of the past: it says where you are going and what you can do, with a story that shows it. Write it in pieces, in any order; nothing is required, and everything can be changed later.
profile-of = { $name }’s profile
profile-edit = Write my profile
profile-mine-empty = You have no profile yet. It says where you are going and what you can do, to whom you choose.
profile-mine-empty-way = Write my profile
profile-updated = Updated on
profile-write = Write
profile-change = Change
profile-save = Keep
profile-aside-title = Nothing shows without you
profile-aside-text = What you write here is seen by those you choose, and by nobody else. You can change your mind at any time.

profile-shown-me = For now, you are the only one who sees this profile.
profile-shown-staff = This profile is seen by advisers and by those who look after communities.
profile-shown-recruiters = This profile is seen by recruiters whom the platform confirmed.
profile-shown-seekers = This profile is seen by people looking for work.
profile-shown-members = This profile is seen by anyone with an account.
profile-shown-public = This profile is seen by anyone, even without an account.
profile-choose-public = Choose who sees it
profile-see-as = See it as someone else

profile-unknown-title = What someone who reads you still cannot tell
profile-unknown-going = Which trade you are heading for.
profile-unknown-skills = What you can do: a single skill is enough to begin.
profile-unknown-story = Where you showed it: a skill is easier to believe with its story.
profile-unknown-places = Where you can work, and how far you can go.
profile-unknown-when = When you can start, and at what rhythm.
profile-unknown-seeks = What you are looking for from others: advice, a visit, a contact.

## Where I am going

profile-going-title = Where I am going
profile-going-lead = A trade, a place, a rhythm: what you already know. The rest will come.
profile-going-example = For example: “Become a care assistant in or around Nantes, daytime, from March.”
profile-headline = My project in a sentence
profile-headline-hint = “After ten years in sales, I want to work with older people.”
profile-project = My project
profile-project-hint = What leads you there, what you have done for it, what is still missing. No need to tell your age, your family or your health: nobody needs them.
profile-trades = Trades I am aiming for
profile-trades-hint = The name of a trade, as you would say it. If the platform knows it, it will lead to its page; otherwise your words stay.
profile-trade-row = Trade { $number }
profile-places = Places
profile-places-hint = A town or a postal code, and how far you can go.
profile-place-row = Place { $number }
profile-around = { $place }, within { $km } km
profile-radius = Up to
radius-5 = 5 km
radius-10 = 10 km
radius-20 = 20 km
radius-50 = 50 km
radius-100 = 100 km
profile-rhythms = Rhythm
rhythm-full_time = Full time
rhythm-part_time = Part time
rhythm-shifts = Shifts
rhythm-nights = Nights
rhythm-weekends = Weekends
rhythm-seasonal = Seasonal
profile-remote = Remote work
remote-none = On site
remote-some = Partly remote
remote-most = Mostly remote
profile-available = Available from
profile-available-from = From { $day }
not-said = Not said

## What I can do

profile-skills-title = What I can do
profile-skills-example = For example: “Calming someone who is angry”, with that day at the counter when the queue went out of the door, what you did, and how it ended.
profile-skill-add = Add a skill
profile-skill-edit = Change
profile-skill-rise = Move up
profile-skill-remove = Remove
profile-skill-title = A skill and its story
profile-skill-new-title = One more skill
profile-skill-lead = Name what you can do, then tell one time when you did it. At work, in an association, at home: it counts the same.
profile-skill-label = I can…
profile-skill-label-hint = A verb to begin with reads well: “Run a till”, “Read a plan”, “Train colleagues”.
profile-story-missing = Its story is missing: it is what makes the difference.
story-context = The situation
story-context-hint = Where, with whom, what the problem was.
story-action = What I did
story-action-hint = You, exactly: the gestures, the choices.
story-result = What came of it
story-result-hint = What changed, what you were told, a figure if you have one.

## Where I am

profile-steps-title = Where I am
profile-steps-lead = The steps of your project, and how far each has come. Six at most; leave empty those you do not need.
profile-steps-example = For example: “Work placement”, done; “Entrance exam”, under way.
profile-step-row = Step { $number }
profile-step-state = Progress
step-ahead = To come
step-now = Under way
step-done = Done

## What I offer, what I look for

profile-exchange-title = What I offer, what I look for
profile-exchange-lead = A profile also helps people help each other: say how you can help, and what would help you.
profile-exchange-example = For example: “Happy to proof-read a letter. Looking for someone who works in a care home, for an hour of questions.”
profile-offers-title = What I offer
profile-offers-hint = Proof-reading, a lift, an account of your trade, a hand.
profile-seeks-title = What I look for
profile-seeks-hint = Advice, a visit, an introduction, a placement.

## What else I bring

profile-more-title = Languages, licences, links
profile-more-example = For example: English B1, a driving licence, a forklift certificate, a site that shows your work.
profile-languages = Languages
profile-language-row = Language { $number }
profile-level = Level
level-a1 = A1, beginner
level-a2 = A2, elementary
level-b1 = B1, intermediate
level-b2 = B2, upper intermediate
level-c1 = C1, advanced
level-c2 = C2, mastery
level-native = first language
profile-licences = Licences and certificates
profile-licences-hint = One a line.
profile-links = Links
profile-links-hint = What shows your work: a site, a portfolio, an article. An address that begins with https.
profile-link-row = Name of link { $number }
profile-link-url = Its address

## What is shown apart

profile-apart-title = Name, place, contact
profile-apart-lead = These are not in the first view of the profile. Each is shown only to those you choose, or to one person, by an act that you can take back.
profile-apart-example = You do not have to give them. A recruiter can write to you here without knowing them.
profile-place-said = A town is given.
field-profile = The profile
field-name = Full name
field-name-hint = Everywhere else, people see the name of your account.
field-photo = Photo
field-place = Town
field-place-hint = Others read the department only.
field-contact = Contact details
field-contact-hint = A phone number or an e-mail address, to be reached outside the platform.
field-log = Project log

## Project log

profile-log-title = Project log
profile-log-lead = A few lines from time to time: a visit, a refusal, good news. Those who read it can answer with a merci, a bravo or a relais.
profile-log-open = Open the log
profile-log-body = What is new
profile-log-body-hint = What happened, what you make of it.
profile-log-send = Add to the log
profile-log-remove = Remove
profile-log-next = Older
public-reads-me = You are the only one who reads this log.
public-reads-staff = This log is read by advisers and those who look after communities.
public-reads-recruiters = This log is read by recruiters.
public-reads-seekers = This log is read by people looking for work.
public-reads-members = This log is read by anyone with an account.
public-reads-public = This log is read by anyone, even without an account.

## Who sees my profile

audiences-title = Who sees my profile
audiences-lead = The first view shows your project, your skills and their stories. Whoever sees it can also find you when they look for people. The rest is set apart, field by field.
audiences-first-view = Who sees the first view
audiences-fields = Who sees the rest
audiences-fields-hint = A field is never seen by someone who does not see the first view, unless you give it to them in person.
audiences-save = Keep these choices
public-me = Only me
public-me-hint = Nobody else knows that this profile exists.
public-staff = Advisers and managers
public-staff-hint = Confirmed advisers, and those who look after communities.
public-recruiters = Recruiters
public-recruiters-hint = Recruiters and industry branches, confirmed by the platform.
public-seekers = People looking for work
public-seekers-hint = Neither recruiters nor advisers.
public-members = Anyone with an account
public-members-hint = One has to be signed in to read it.
public-public = Everyone
public-public-hint = Even without an account. Search engines are not invited.
audiences-given = Given in person
audiences-given-nobody = You have given nothing to anyone in particular.
audiences-see-as-them = See it as they do
audiences-take-back = Take back

## As someone else sees it

seen-title = My profile, seen by…
seen-choose = Who is looking
seen-as-visitor = A visitor without an account
seen-as-member = Someone with an account
seen-as-seeker = Someone looking for work
seen-as-recruiter = A recruiter
seen-as-adviser = An adviser
seen-lead = This is all that this person sees of your profile, and nothing more.
seen-nothing = This person does not see your profile: for them, it does not exist.

## Who saw it

accesses-title = Who saw my information
accesses-lead = Each time a recruiter, an adviser or an admin sees of your profile what is not open to everyone, a line is written here. They stay for a year. Opening your profile is written down; coming across it in a list of people, which shows your project in a line and a few words, is not.
accesses-empty = Nobody has yet seen what is not open to everyone.
accesses-next = Older
access-saw = Saw:
access-why-audience = Because you show this to them, on
access-why-given = Because you gave it to them, on

## Profiles

data-held-profiles = Your profile, and to whom it is shown
data-held-profile-skills = Your skills and their stories
data-held-attestations = Attestations you were given or gave
data-held-profile-entries = The log of your project
data-held-entry-gestures = Your answers to the logs of others
data-held-disclosures = What you gave to someone in particular
data-held-accesses = Who saw of you what is not open to everyone
data-field-headline = Project in a sentence
data-field-project = Project
data-field-trades = Trades aimed for
data-field-places = Places
data-field-rhythms = Rhythms
data-field-available-from = Available from
data-field-steps = Steps
data-field-offers = What I offer
data-field-seeks = What I look for
data-field-languages = Languages
data-field-licences = Licences
data-field-links = Links
data-field-full-name = Full name
data-field-contact = Contact details
data-field-shown-to = First view shown to
data-field-name-to = Name shown to
data-field-photo-to = Photo shown to
data-field-place-to = Town shown to
data-field-contact-to = Contact details shown to
data-field-log-to = Log shown to
data-field-shown-at = Shown since
data-field-skill = Skill
data-field-context = Situation
data-field-action = What I did
data-field-result = What came of it
data-field-relation = Relation
data-field-confirmed-at = Confirmed on
data-field-field = Field
data-field-fields = Fields
data-field-given-at = Given on
data-field-why = Why
data-field-at = On
data-kept-year = A year

## Attesting a skill

attestation-ask = Have it attested
attestation-ask-text = You will get a link to pass on to someone who saw you do it. They will read this skill and its story, nothing else. Who are they to you?
attestation-relation-peer = A colleague
attestation-relation-employer = A former employer
attestation-relation-adviser = My adviser
attestation-remove = Remove the attestation
attestation-asked-title = Your link is ready
attestation-asked-text = It works once, for thirty days, for “{ $skill }”. Copy it now: it will not be shown again.
attestation-asked-link = Link to pass on
attestation-asked-back = Back to my profile
attest-title = Were you there?
attest-as-peer = { $name } says they worked with you, and asks you to confirm what follows. You can also close this page: nothing will be said.
attest-as-employer = { $name } says they worked for you, and asks you to confirm what follows. You can also close this page: nothing will be said.
attest-as-adviser = { $name } says you advise them, and asks you to confirm what follows. You can also close this page: nothing will be said.
attest-name = Your name
attest-name-hint = As it will be read, with your position if you like: “Léa Martin, department head”.
attest-words = A sentence
attest-words-hint = What you saw, in a few words.
attest-readers = Your name and your sentence will be read by those to whom { $name } shows their profile. You can have them removed.
attest-send = I confirm
attested-by-peer = Attested by { $name }, a colleague
attested-by-employer = Attested by { $name }, a former employer
attested-by-adviser = Attested by { $name }, an adviser
notice-attested = Thank you: your attestation is on their profile.
notice-attestation-removed = The attestation is removed.

## Before publishing; files

profile-photo-of = Photo of { $name }
profile-caution-lead = Before this is kept, a word for you alone.
profile-caution-choice = Nothing is refused: change this text, or keep it as it is.
profile-save-anyway = Keep it as it is
profile-files-title = Bring in, take along
profile-files-lead = You can start from a file you already have, and take this profile elsewhere.
profile-export-pdf = A page to print (PDF)
profile-pdf-from = Profile written on { $site }
profile-import-title = Start from a file
profile-import-lead = We read a JSON Resume, a Europass CV or the archive of your LinkedIn data, and show you what we find there. Nothing is kept until you decide.
profile-import-file = Your file
profile-import-file-hint = JSON, XML or ZIP, 5 MB at most.
profile-import-read = Read this file
profile-preview-title = What we read in it
profile-preview-lead = Nothing you have already written will be changed: empty texts are filled, lists go on.
profile-preview-left = What is not taken
profile-preview-take = Add to my profile
notice-profile-imported = Added to your profile. Read it again, correct it: it is shown only to those you choose.
attest-what = What is to be confirmed

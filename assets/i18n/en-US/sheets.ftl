# What surrounds a profile: cautions before publishing, importing, the printed page.

## Cautions: only their author sees them; nothing is prevented.

caution-age = This tells your age, or lets one guess it. It should not count: what you can do is enough.
caution-family = This is about your family life. Nobody needs to know of it to hire you.
caution-health = This is about your health or a disability. You choose whom to tell, and when; nothing obliges you to write it here.
caution-origin = This is about your origin, your nationality or your right to stay. Nothing obliges you to write it here.
caution-belief = This tells a conviction, a religion or a union. Nothing obliges you to write it here.
caution-intimacy = This is about your private life. Nothing obliges you to write it here.
caution-pay = This tells what you earn or receive. Said beforehand, it can weigh on what you are offered.
caution-address = This looks like a postal address: whoever reads this page will read it.
caution-phone = This looks like a telephone number: whoever reads this page will read it. The “Contact” field is given to those you choose.
caution-email = This looks like an e-mail address: whoever reads this page will read it. The “Contact” field is given to those you choose.
caution-nir = This looks like a social security number. Give it to nobody before you are hired.

## Importing: where the file comes from, what was not taken, what could not be read.

import-from-json-resume = JSON Resume file
import-from-europass = Europass CV
import-from-linkedin = Archive of your LinkedIn data

import-left-birth = Date or place of birth: not taken, a profile says nothing of it.
import-left-gender = Gender: not taken, a profile says nothing of it.
import-left-nationality = Nationality: not taken, a profile says nothing of it.
import-left-photo = Photo: not taken. You can add one, and choose who sees it.
import-left-family = Family: not taken, a profile says nothing of it.
import-left-pay = Pay: not taken, a profile says nothing of it.
import-left-address = Postal address: not taken. The town is enough.
import-left-others = People who recommend you: not taken, they asked for nothing.
import-left-no-place = No place for it in a profile: not taken.
import-left-too-long = Text too long: not taken, so as not to cut it for you.
import-left-too-many = Too many: only the first were taken.
import-left-unreadable = Cannot be read: not taken.

import-too-large = This file is larger than 5 MB. LinkedIn’s “basic” archive is enough.
import-document = This file is made for people to read. Choose a JSON Resume file, a Europass CV as XML or the archive of your LinkedIn data; or copy its text into the steps of the profile.
import-unknown = This file is no JSON Resume, no Europass CV and no LinkedIn archive. Nothing was changed.
import-malformed = This file is damaged or incomplete. Ask the service it comes from for a new one; nothing was changed.
import-doctype = This XML file holds a declaration that we do not read, to be safe. Nothing was changed.
import-bomb = This archive holds too many files, or files that are too large. Ask for the “basic” archive; nothing was changed.
import-nothing = This file can be read, but nothing in it is about a profile. Nothing was changed.

## The printed page.

sheet-title = Profile
sheet-project = Project
sheet-trades = Trades aimed at:
sheet-places = Where:
sheet-around = { $place } (within { $km } km)
sheet-rhythms = Rhythms:
sheet-rhythm-full-time = full time
sheet-rhythm-part-time = part time
sheet-rhythm-shifts = shifts
sheet-rhythm-nights = nights
sheet-rhythm-weekends = weekends
sheet-rhythm-seasonal = seasonal
sheet-remote = Remote work:
sheet-remote-none = none
sheet-remote-some = some
sheet-remote-most = most of the time
sheet-available = Available from
sheet-skills = Skills
sheet-context = Situation:
sheet-action = What I did:
sheet-result = Result:
sheet-steps = Steps
sheet-step-ahead = Ahead:
sheet-step-now = Now:
sheet-step-done = Done:
sheet-offers = What I offer
sheet-seeks = What I look for
sheet-languages = Languages
sheet-level-a1 = A1, first words
sheet-level-a2 = A2, simple exchanges
sheet-level-b1 = B1, independent day to day
sheet-level-b2 = B2, at ease
sheet-level-c1 = C1, fluent
sheet-level-c2 = C2, without effort
sheet-level-native = first language
sheet-licences = Licences, certificates, diplomas
sheet-links = Links

# Offers: the list, one offer, its form, what the check finds.

offers-title = Offers
offers-of = Offers from { $name }
offers-lead = Every offer says who is recruiting, where, on which contract and, most of the time, for how much. You apply at the official address, which always comes first.
offers-filters = Choose among the offers
offers-words = Words
offers-near = Around
offers-km = Kilometres
offers-pay = At least, in euros gross a month
offers-no-degree = No degree asked
offers-any = Any
offers-now = Right now
offers-found = What matches
offers-rule = The latest first. No offer pays to be seen.
offers-next = Older ones
offers-empty = No offer is published at the moment.
offers-empty-filtered = No offer matches these choices. A wider place or one choice less will show others.
offers-empty-filtered-way = See everything
offers-feed = Subscribe to these offers (Atom)
offers-feed-narrowed = Subscribe to this search (Atom)
offers-feed-title = { $whose }: { $named }
offers-who = Companies, public employers, charities and industry branches that publish here.

offer-for = for { $name }
offer-by = published by
offer-trade = Trade
offer-where = Where
offer-contract = Contract
offer-contract-permanent = Permanent (CDI)
offer-contract-fixed_term = Fixed term (CDD)
offer-contract-seasonal = Seasonal
offer-contract-temporary = Temporary agency work
offer-contract-apprenticeship = Apprenticeship
offer-contract-professionalisation = Work-study contract
offer-contract-internship = Internship
offer-contract-public = Public service
offer-contract-freelance = Freelance
offer-contract-volunteering = Volunteering, civic service
offer-contract-other = Another contract
offer-time = Working time
offer-time-full = Full time
offer-time-part = Part time
offer-remote = Remote work
offer-remote-no = On site
offer-remote-partly = Partly remote
offer-remote-wholly = Fully remote
offer-pay = Pay
offer-pay-from-to = from { $min } to { $max }
offer-pay-from = from { $min }
offer-pay-up-to = up to { $max }
offer-pay-how = { $figures }{ $kind ->
    [gross] { " " }gross
    [net] { " " }net
   *[unsaid] { "" }
}{ $period ->
    [hour] { " " }an hour
    [day] { " " }a day
    [week] { " " }a week
    [month] { " " }a month
    [year] { " " }a year
   *[none] { "" }
}{ $months ->
    [none] { "" }
   *[other] , { $months } months a year
}
offer-agreement = Collective agreement IDCC { $code }
offer-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
offer-weeks = { $count ->
    [one] { $count } week
   *[other] { $count } weeks
}
offer-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
offer-hours-a-week = { $hours } a week
offer-start = Start
offer-posts = Posts to fill
offer-experience = Experience
offer-experience-said = { $months ->
    [0] Beginners welcome
   *[other] { $months } months
}
offer-experience-0 = Beginners welcome
offer-experience-6 = 6 months
offer-experience-12 = 1 year
offer-experience-24 = 2 years
offer-experience-36 = 3 years
offer-experience-60 = 5 years
offer-education = Diploma
offer-no-degree = No diploma asked
offer-skills = Skills
offer-unsaid = Not said
offer-period-hour = an hour
offer-period-day = a day
offer-period-week = a week
offer-period-month = a month
offer-period-year = a year
offer-published-on = published on
offer-until = until
offer-apply = Apply
offer-apply-mail = Write to apply
offer-apply-at = at { $at }, the employer’s site
offer-apply-at-mail = to { $at }

offer-state-draft = Draft
offer-state-checked = Ready
offer-state-published = Published
offer-state-paused = Paused
offer-state-filled_here = Filled here
offer-state-filled_elsewhere = Filled elsewhere
offer-state-expired = Over
offer-state-withdrawn = Withdrawn
offer-says-draft = This offer is a draft: only the people of your organisation read it.
offer-says-checked = This offer is ready and not published: only the people of your organisation read it.
offer-says-paused = This offer is paused: you cannot apply for the time being.
offer-says-filled_here = This offer is filled: someone was found here. It takes no more answers.
offer-says-filled_elsewhere = This offer is filled: someone was found elsewhere. It takes no more answers.
offer-says-expired = This offer has come to its end. It takes no more answers.
offer-says-withdrawn = This offer is withdrawn: nobody but your organisation reads it.

offer-yours = Your offer
offer-edit = Edit
offer-act-publication = Publish
offer-act-renewal = Renew for 30 days
offer-act-pause = Pause
offer-act-removal = Withdraw
offer-act-removal-undo = Take up as a draft
offer-act-filling-here = Filled here
offer-act-filling-elsewhere = Filled elsewhere
offer-act-copy = Make another of it

offer-findings = What the check found
offer-findings-why = Every offer is read word by word under French law. What follows was marked by a rule, not by a person.
offer-finding-unlawful = Against the law
offer-finding-warning = Worth a look
offer-part-title = in the title
offer-part-text = in the text
offer-part-skills = in the skills
offer-part-education = in the diploma
offer-part-extras = in the bonuses and benefits
offer-part-pay = in the pay
offer-part-employer = about the employer
offer-part-date = about the dates
offer-part-apply = about how to apply
offer-rewrite = Write instead
offer-justified = The employer explains:

offer-form-new-title = Write an offer
offer-form-edit-title = Edit the offer
offer-form-lead = Say what a day is made of, with whom, at what hours, and what is learnt on the spot. The check reads every word and suggests another way to say it where the law requires one.
offer-form-unproven = Your organisation is not verified yet: you can prepare your offers, and publish them afterwards.
offer-form-unproven-way = Have the organisation verified
offer-form-clean = Nothing to point out in this version.
offer-form-name = Job title
offer-form-name-hint = For women and for men: “Vendeur ou vendeuse”, “Mécanicien H/F”, “Comptable”.
offer-form-trade-hint = Start typing: the trade from the reference list lets people find the offer.
offer-form-text = The work, the team, how you recruit
offer-form-text-hint = Plain words, in French. **Bold** and lists are possible.
offer-form-skills-hint = Separated by commas, twelve at most.
offer-form-contract = Contract and time
offer-form-duration = Length
offer-form-duration-hint = For a contract that has an end: “6 mois”, “3 semaines”.
offer-form-hours = Hours a week
offer-form-place = Place { $number }
offer-form-pay-hint = An offer that says its pay gets more answers, and the European directive 2023/970 will ask for it.
offer-form-pay-min = From, in euros
offer-form-pay-max = To, in euros
offer-form-pay-period = Period
offer-form-pay-months = Months paid in a year
offer-form-pay-net = These amounts are net
offer-form-pay-extras = Bonuses and benefits
offer-form-agreement = Collective agreement
offer-form-agreement-hint = Its IDCC number, four digits.
offer-form-asked = What is asked
offer-form-apply = Where to apply
offer-form-apply-hint = The official address: a page of your site, or an e-mail address. It always comes first.
offer-form-until = Last day
offer-form-until-hint = Without a date the offer lives thirty days. One press renews it.
offer-form-justification = Why this requirement is essential to the job
offer-form-justification-hint = The law admits an essential and proportionate requirement (code du travail, art. L1133-1). Your explanation is kept and reads under the offer.
offer-form-publish = Publish
offer-form-again = Publish these changes
offer-form-keep = Keep as a draft
offer-form-check = Check

notice-offer-kept = It is kept. Only the people of your organisation read it.
notice-offer-edited = It is published as it is now.
notice-offer-published = The offer is published.
notice-offer-paused = The offer is paused.
notice-offer-filled = Noted: the offer is filled.
notice-offer-renewed = The offer is renewed for thirty days.
notice-offer-copied = Here is a copy, as a draft: change what should be changed.
notice-offer-withdrawn = The offer is withdrawn.
notice-offer-put-back = The offer is a draft again.

# Offers one keeps, alerts, offers one passes on.
offers-mine = For you
offers-quick = Answers within a week
offer-quick = Answers quickly
offers-hidden = { $count ->
    [one] One offer that you hid is not shown in lists.
   *[other] The { $count } offers that you hid are not shown in lists.
}
offers-hidden-way = See them again
offer-save = Save
offer-unsave = Saved: remove
offer-let-go = Remove
offer-hide = Hide
offer-unhide = Show again
offer-relay = Pass on
notice-offer-saved = The offer is saved. You will find it among your saved offers.
notice-offer-not-saved = The offer is no longer saved.
notice-offer-hidden = The offer will not appear in your lists any more.
notice-offer-not-hidden = The offer is back in your lists.
saved-offers-title = Saved offers
saved-offers-lead = Only you see them here. An offer that is over says so, and can still be read.
saved-offers-none = You have not saved any offer yet. The “Save” button is under each offer.
hidden-offers-title = Hidden offers
hidden-offers-lead = They are no longer shown in your lists or your alerts.
hidden-offers-none = You have not hidden any offer.
hidden-offers-some = { $count ->
    [one] One hidden offer
   *[other] { $count } hidden offers
}
marked-offer-gone = This offer was taken away.
## Alerts
alerts-title = Alerts
alerts-lead = What you look for, and the organisations you follow: new offers are announced to you here and, if you wish, by e-mail.
alerts-none = No alert yet. Search among the offers, then ask to be told of the next ones.
alerts-none-way = See the offers
alert-make = Tell me of the next ones
alert-new = New
alert-found = { $count ->
    [one] One new
   *[other] { $count } new
}
alert-found-here = { $count ->
    [one] One new offer since your last visit.
   *[other] { $count } new offers since your last visit.
}
alert-found-none = Nothing new since your last visit.
alert-since = created on
alert-search = Search otherwise
alert-empty = No offer matches today. You will be told of the first one.
alert-gone = This alert finds nothing any more:
alert-settle = Settle the alert
alert-remove = Delete the alert
alert-new-crumb = New alert
alert-new-title = Be told of the next offers
alert-new-lead = A new offer that matches is announced among your notifications, within the hour.
alert-looks-for = What is looked for:
alert-name = Name of the alert
alert-name-hint = For you to find it again. Nobody else sees it.
alert-letters = By e-mail too
alert-letters-morning = Each morning when something is new
alert-letters-weekly = On Monday mornings
alert-letters-never = Never, only here
alert-send = Create the alert
alert-save = Save
alert-then = Your alerts are yours: neither organisations nor advisers see them.
alert-then-stop = Each e-mail carries a link that stops the alert in one gesture.
notice-alert-made = The alert is created. You will be told of the next offers.
notice-alert-changed = The alert is settled.
notice-alert-removed = The alert is deleted.
notice-organisation-followed = You follow this organisation: you will be told of its next offers.
organisation-follow = Follow its offers
organisation-following = You follow its offers
organisation-follow-settle = Settle
organisation-unfollow = Stop following
told-alert = { $count ->
    [one] One new offer matches what you look for.
   *[other] { $count } new offers match what you look for.
}
letter-alert-subject = New offers: { $title }
letter-alert-p1 = Here is what is new for your alert “{ $title }”.
letter-alert-button = See all
letter-alert-footer = You receive this e-mail because you created an alert on { $site }. Your alerts are on your account, on the page “Alerts”.
letter-alert-stop = No more e-mails from this alert
stop-alert-lead = You will not receive e-mails from this alert any more. It goes on here, on the site.
stop-alert-done = Done. This alert will not write to you by e-mail any more; it goes on here, on the site.
## Passing on
relay-title = Pass on an offer
relay-card = The offer this is about
relay-talked = It is talked about in
relay-to = To whom
relay-to-hint = A community you are a member of, where it can be talked about; or someone you are in contact with.
relay-choose = Choose
relay-rooms = Communities
relay-people = People
relay-words = Your word
relay-words-hint = Why this offer, and for whom. The link to the offer is added.
relay-send = Pass on
relay-nowhere = There is no community and nobody to pass it on to yet. Join a community, or get in contact with someone.
relay-nowhere-way = See the communities
relay-then-room = In a community, a thread opens with your word and the offer. When it is filled, the thread says so.
relay-then-person = To a person, it is a message in your conversation.
notice-offer-relayed = The offer is passed on, with your word.
data-held-alerts = Your alerts, and the organisations you follow
data-held-offer-marks = The offers you saved, and those you hid
data-field-asked = What is looked for
data-field-organisation = Organisation
data-field-letters = E-mails
data-field-looked-at = Looked until

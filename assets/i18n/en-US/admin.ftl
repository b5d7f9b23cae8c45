# What admins keep an eye on: people, and roles to check.

admin-nav = Administration

## People

admin-people-title = People
admin-people-lead = Every suspension has a reason and an end. The person gets both by email.
admin-people-search = Name, handle or address
admin-people-search-send = Search
admin-people-all = Back to the whole list
admin-people-empty = Nobody matches “{ $q }”.
admin-people-none = There is nobody yet.
admin-claims-next = Next claims
admin-people-next = Next people
admin-person-since = Since
admin-person-unconfirmed = Address not confirmed
admin-person-suspended = Cannot write until
admin-kind-seeker = Looking for work
admin-kind-recruiter = Recruiter
admin-kind-branch = Industry branch
admin-kind-adviser = Adviser
admin-kind-other = Other

admin-suspend = Suspend
admin-suspend-lead = { $name } will still be able to sign in and read, but not to write. Before it comes to that, asking for a correction is often enough.
admin-suspend-reason = Reason
admin-suspend-reason-hint = Facts, and the rule at stake. The person is sent these very words.
admin-suspend-until = Until
admin-suspend-until-hint = On that day the person can write again.
admin-suspend-send = Suspend
admin-restore = Lift the suspension

## Roles to check

admin-claims-title = Roles to check
admin-claims-lead = Until a role is confirmed, it is not shown and opens nothing. Look at the address and the organisation; call them if in doubt.
admin-claims-empty = Nobody is waiting for an answer.
admin-claims-empty-way = See people
admin-claim-kind = Introduces themselves as
admin-claim-organisation = Organisation
admin-claim-organisation-none = Not given
admin-claim-email = Address
admin-claim-since = Asked on
admin-claim-confirm = Confirm
admin-claim-refuse = Do not confirm
admin-claim-reason = Reason
admin-claim-reason-hint = The person is sent these very words. Say also what would allow us to confirm.
admin-claim-refuse-send = Send, and do not confirm

## E-mails that do not leave

admin-letters-title = Undelivered e-mails
admin-letters-lead = The mail server did not take them. What they said is not shown here.
admin-letters-none = Every e-mail has left, or waits for its first try.
admin-letter-dead = given up on after { $count } tries
admin-letter-waiting = { $count ->
    [one] one try, another will come
   *[other] { $count } tries, another will come
}
admin-letter-retry = Try again
notice-letter-retried = The e-mail is back in the queue.
dev-letter-state-withdrawn = withdrawn: it could no longer be read

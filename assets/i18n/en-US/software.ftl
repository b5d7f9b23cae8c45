# An organisation’s software: its keys, and what is written to it.

keys-title = Your software
keys-lead = With a key, your software sends your offers by itself and knows what becomes of each. A key works as long as whoever made it recruits here; it ends when that person leaves or changes password.
keys-api = Address to which it sends your offers
keys-described = What it can ask, described for whoever programs it (OpenAPI)
keys-known = The keys of your organisation
keys-none = No key yet.
key-made = Here is the key. Copy it into your software now: we keep a fingerprint of it only, and it is never shown again.
key-made-label = Key
key-scope-read = reads your offers
key-scope-write = sends and withdraws offers
key-scope-read-long = Read all your offers, drafts included (offers:read)
key-scope-write-long = Send, update and withdraw offers (offers:write)
key-made-by = Made by
key-used = Last used
key-unused = Not used yet
key-works-not = It opens nothing any more: { $name } can publish here no longer.
key-remove = Remove this key
key-new = Make a key
key-name = Name
key-name-hint = That of the software which will use it, to tell it from others later.
key-scopes = What it allows
key-new-send = Make the key
notice-key-removed = The key is removed: it opens nothing any more.

webhook-title = Receipts sent to your software
webhook-way-lead = After each import, we can write to your software what became of each offer.
webhook-way = Choose the address
webhook-lead = After each import, wherever it comes from, a message goes to this address: each offer created, updated, withdrawn or refused, with its reference and the reason. What is not taken is sent again for some fifteen hours.
webhook-made = Here is the secret that signs our messages. Copy it now: it is not shown again. Saving the address once more gives another one.
webhook-secret = Signing secret
webhook-paused = Five messages in a row were not taken: we send no more. Mend your server, then send a trial: as soon as it is taken, those that wait go.
webhook-address = Address of your software
webhook-address-hint = It begins with https:// and takes POST requests.
webhook-open = Send receipts to this address
webhook-renew = Save, with a new secret
webhook-try = Send a trial
webhook-close = Send nothing any more
notice-webhook-closed = Nothing is sent to your software any more.
notice-webhook-tried = A trial goes within a few seconds.
notice-webhook-again = The message goes again within a few seconds.
deliveries-title = Last messages
deliveries-none = No message yet. A trial says whether all is in place.
delivery-number = No. { $number }
delivery-event-run = of import { $number }
delivery-event-ping = trial
delivery-state-waiting = Waiting
delivery-state-delivered = Taken
delivery-state-given_up = Given up
delivery-state-held = Held while sending is paused
delivery-attempts = { $count ->
    [one] { $count } attempt
   *[other] { $count } attempts
}
delivery-next = Next attempt
delivery-answered = It answered { $status }.
delivery-again = Send again

refusal-key-needed = A key that works is needed, in the Authorization header: “Bearer psk_…”. This one is missing, does not exist, or opens nothing any more.
refusal-scope-needed = This key does not allow that: it would need { $scope }. Make one that does.
refusal-not-one-offer = A JSON object is expected here that says one offer: its title, its text, how to apply.
refusal-unreached = { $why ->
    [refused-not-an-address] This is no address. It looks like “https://software.example.org/receipts”.
    [refused-scheme] The address has to begin with https://.
    [refused-not-safe] The address has to begin with https://, so that nobody on the way reads what is written to you.
    [refused-port] We do not write to this port. Give an address without a port number.
    [refused-credentials] The address holds a name or a password, which others could read. Our messages are signed: give it without.
    [refused-own-host] This is an address of this site. Give that of your software.
    [refused-local-name] This address exists in a private network only. Give one that all of the Internet can reach.
    [refused-not-public] This address exists in a private network only. Give one that all of the Internet can reach.
    [no-such-host] No site has this name, or it does not answer yet. Check the address.
    [unreachable] The server cannot be reached. Check that it is running.
    [insecure] The server’s certificate is not valid: the connection is not safe. Its operator has to renew it.
    [too-slow] The server did not answer in time. It may answer first, and work after.
    [broken] The answer broke off, or is none.
    [too-many-redirects] The server sends on to another address, where we do not go. Give the final one.
    [gone] Nothing is at this address. Check it.
    [later] The server asks to come back later.
   *[status] The server did not take this message.
}

data-held-api-keys = The keys that you made for the software of an organisation
data-field-head = First characters
data-field-scopes = What it allows

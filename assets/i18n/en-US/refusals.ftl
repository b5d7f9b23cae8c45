# Every “no” the platform can say: what happened, what is safe, what to do.
# The first are read beside a field; the others above a form or on a page.

refusal-truth-later = You can say what you were proposed once the organisation has answered you, or from { $day } on.
refusal-required = This field is empty. Write a few words in it, then send again: the rest is kept.
refusal-too-long = This is longer than what can be kept here ({ $bytes } bytes, roughly as many letters). Shorten it a little: nothing is lost.
refusal-control-character = There is an invisible character in this, most likely from a copy and paste. Type that passage again and send.
refusal-not-a-choice = This choice does not exist, or no longer does. Pick one of those offered.
refusal-unreadable-form = The form arrived incomplete or with an unknown field, and nothing was saved. Reload the page and start again.
refusal-too-many-tags = Five tags at most. Keep those that will best help people find your thread again.
refusal-bad-email = This address looks incomplete. It should look like “name@example.com”.
refusal-password-too-short = This password is too short: it takes at least twelve characters. Four unrelated words do very well.
refusal-password-too-weak = This password is easy to guess. Add a word or two, without your name or a row of the keyboard.
refusal-wrong-password = The address and the password do not go together. Check both, or ask for a sign-in link by e-mail.
refusal-password-needed = Give your current password again: that is how we know that it is you.
refusal-handle-taken = This handle is taken, reserved, or too close to another. Try a variant.
refusal-bad-handle = A handle has three to forty characters: letters without accents, digits, hyphens in the middle.
refusal-link-spent = This link has been used, or is too old. Your account has not changed: ask for a new link.
refusal-email-not-confirmed = Your e-mail address is not confirmed yet. Open the link we sent you, or ask for another from your account; then you can write.
refusal-suspended = You can read, but not write, until { $until }. The reason is on your account page. Keep your words: they were not published.
refusal-not-yours = That belongs to someone else: the person who wrote, or those who look after the community. Nothing was changed.
refusal-thread-closed = This thread has just been closed: it takes no more answers. Your words were not published; you can use them in a new thread.
refusal-managers-announce = Only the people who look after the community publish announcements in it. Choose “Discussion” and your message will go out.
refusal-bravo-needs-sentence = A bravo is said with a sentence: write what you found good.
refusal-own-post = This message is yours: a thank you, a bravo, a relay go to someone else.
refusal-not-a-question = Only questions have an accepted answer. You can say thank you.
refusal-slug-taken = This address is taken or reserved. Add a word, or choose another.
refusal-reason-needed = Say why, in one sentence: the person concerned will read it.
refusal-no-such-person = Nobody has this handle. Check it on the person’s page, right after the @.
refusal-last-manager = This is the last person who looks after this community. Hand the care to someone else first.
refusal-edited-meanwhile = This text changed while you were writing. Nothing was overwritten: what it says now is above, your words are below. Save them to replace it.
refusal-bad-date = Choose a date to come, as year-month-day: “2027-03-15”.
refusal-unknown-trade = We know no trade called “{ $typed }”. Write its whole French name, as on the Trades page, or its code, such as “K1304”. The rest is kept.
refusal-unknown-place = We cannot find “{ $typed }”. Write the whole name of the town, its postal code, or the name of the department or region. The rest is kept.
refusal-many-places = Several places have this name or postal code: { $names }. Copy the one you mean; the rest is kept.
refusal-unfetched = { $why ->
    [refused-not-an-address] This is not the address of a feed. It looks like “https://jobs.example.org/offers.xml”.
    [refused-scheme] The address has to begin with https:// or http://.
    [refused-port] This port is not read from here. Ask your provider for an address without a port number.
    [refused-credentials] The address holds a name or a password, which others could read. Ask for an address that opens without.
    [refused-local-name] This address exists in a private network only. Give the one that opens from the Internet.
    [refused-own-host] This is an address of this site: your offers are here already. Give your software’s.
    [refused-not-public] This address exists in a private network only. Give the one that opens from the Internet.
    [refused-downgrade] The server sends on from a safe address to one that is not. Give the final one, in https://.
    [no-such-host] No site has this name, or it does not answer yet. Check the address.
    [unreachable] The server did not answer. Check the address, or try again in a while.
    [insecure] The server’s certificate is not valid: the connection is not safe. Its operator has to renew it.
    [too-slow] The server sends too slowly. Try at a quieter hour, or send the file.
    [too-long] Reading took too long. Try at a quieter hour, or send the file.
    [too-heavy] The feed is too heavy to be read from here. Split it into several.
    [broken] The answer broke off before its end. Try again in a while.
    [too-many-redirects] The server sends on without end from one address to another. Give the final address.
    [gone] Nothing is at this address. Check it with your provider.
    [later] The server asks to come back later. Try again in a while.
    [disk] There is no room here to read this feed. Nothing is lost: try again later.
   *[status] The server refuses to give this feed. Check that it opens without a password.
}
refusal-picture-unreadable = This file is not a picture that we can read, or it is damaged. Choose a JPEG, PNG, WebP or GIF picture; a screenshot always works. The rest is kept.
refusal-picture-too-large = This picture has too many dots to be handled here: 24 million at most, 12,000 on a side. Make it smaller, or take a screenshot of it. The rest is kept.
refusal-picture-too-heavy = This file is over 12 MB. Choose a lighter picture, or take a screenshot of it. The rest is kept.
refusal-busy = Other pictures are being prepared. Nothing is lost: go back to the page before and send yours again in a few seconds.
refusal-too-fast = { $seconds ->
    [one] You are going faster than the site can take. Nothing is lost: wait one second, then send again.
   *[other] You are going faster than the site can take. Nothing is lost: wait { $seconds } seconds, then send again.
}
refusal-from-elsewhere = This request did not come from a page of this site, and to be careful we did not follow it. Open the page here and start again.
refusal-too-many = There are { $most } already: remove one before adding another.
refusal-bad-link = This is not an address of the web. It begins with https:// and names a site.
refusal-bad-address = This address does not open in a browser. Write an address of the web (https://…) or, to apply, an e-mail address.
refusal-bad-number = This number is not possible here. Write it in figures, for example 1850.50.
refusal-siret-length = A SIRET has fourteen digits. Check that none is missing and that there is no letter.
refusal-siret-siren = The first nine digits (the SIREN) are no company’s: there is probably a slip of the finger.
refusal-siret-site = The SIREN is right, but the last five digits are none of its sites: there is probably a slip of the finger.
refusal-siret-taken = An organisation here has this SIRET already. If it is yours, ask those in charge of it to invite you.
refusal-name-taken = This name cannot serve as an address here. Complete it, for example with a town.
refusal-no-proof = Your e-mail address is not one of this organisation’s website. The site’s team can verify the organisation in another way.
refusal-last-owner = This is the last person in charge of this organisation. Give the role to someone else first.
refusal-not-proven = The offer is kept, but cannot be published until the organisation is verified.
refusal-offer-unlawful = The offer is kept, but not published: it says something that the law forbids. The check shows where, and how to say it otherwise.
refusal-offer-over = The offer is no longer there: it went on to another state meanwhile. Here it is as it stands.

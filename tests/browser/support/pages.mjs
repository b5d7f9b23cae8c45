// Every page, in each of its states: who sees it, and how one gets there. One list
// for every test that looks at all of them; routes.test.mjs holds it against the
// routes the server has.
import { FEED } from "./feed.mjs";
import { TROUBLED, awake, world } from "./house.mjs";

/**
 * Each: { name, who, at, open }; `open` leaves the page on the screen, and fails
 * unless it answers as it should: an error page is never looked at for another.
 * A place is an address, or { at, status, then }: `then` goes on from there, and
 * `status` (200) is that of the page one ends on.
 */
export function pages() {
  const at = world();
  const list = [];
  const add = (who, places) => {
    for (const [name, place] of Object.entries(places)) {
      const { at, status = 200, then } = typeof place === "string" ? { at: place } : place;
      list.push({ name, who, at, open: (page) => opened(page, { at, status, then }) });
    }
  };

  add(null, {
    "home": "/",
    "communities": "/communities",
    "communities, none found": "/communities?kind=branch&audience=staff",
    "room": "/communities/entretiens",
    "thread, solved": at.solved,
    "thread, unanswered": at.unanswered,
    "thread, moderated": at.moderated,
    "thread, closed": at.closed,
    "thread, second page": at.deep,
    "unanswered": "/unanswered",
    "tag": at.tag,
    "person": at.person,
    "finding people, without an account": "/people",
    "mutual aid": "/aid",
    "mutual aid, narrowed": "/aid?direction=request&kind=proofreading",
    "mutual aid, none found": "/aid?kind=tools&near=Bora-Bora",
    "mutual aid, one": "/aid/1",
    "offers": "/offers",
    "offers, narrowed": "/offers?contract=permanent&near=Nantes&km=30",
    "offers, none found": "/offers?trade=K1304&near=Bora-Bora",
    "offers, not understood": "/offers?near=Atlantide-sur-Loire",
    "offer": "/offers/1",
    "offer, filled": "/offers/11",
    "offer, paused": "/offers/10",
    "offer, spoken of": "/offers/13",
    "offer, what was really proposed": "/offers/13/statements",
    "offer, withdrawn": { at: "/offers/32", status: 410 },
    "organisations": "/organisations",
    "organisations, none found": "/organisations?kind=association&after=1-1",
    "organisation": "/organisations/maintien-et-vie",
    "organisation, its offers": "/organisations/maintien-et-vie/offers",
    "trades": "/trades",
    "trades, of a domain": "/trades?domain=K",
    "trades, found": "/trades?q=aide",
    "trades, none found": "/trades?q=zzzzzz",
    "trade": "/trades/K1304",
    "search": "/search",
    "search, found": "/search?q=travail+de+nuit",
    "search, narrowed": "/search?q=cv&type=thread&is=solved",
    "search, people": "/search?q=marchand&type=person",
    "search, put right": "/search?q=comptabel",
    "search, nothing": "/search?q=zzzzzz",
    "sign-in": "/sign-in",
    "sign-in, refused": { at: "/sign-in", status: 422, then: signInRefused },
    "sign-up": "/sign-up",
    "sign-up, refused": { at: "/sign-up", status: 422, then: signUpRefused },
    "confirmation": at.confirmation,
    "slip": at.slip,
    "slip, not erased": { at: at.slip, status: 422, then: notErased },
    "slip, its code": "/slips",
    "slip, its code refused": { at: "/slips", status: 410, then: codeRefused },
    "reset": "/resets/new",
    "reset, asked": { at: "/resets/new", then: resetAsked },
    "reset, its form": at.reset,
    "reset, refused": { at: at.reset, status: 422, then: resetRefused },
    "link, its button": at.link,
    "link, spent": { at: "/session/links/une-adresse-qui-a-deja-servi", status: 410 },
    "letters stopped": at.unsubscribe.all,
    "letters stopped, of a thread": at.unsubscribe.thread,
    "letters stopped, done": { at: at.unsubscribe.followed, then: (page) => send(page, page.locator('form[action^="/unsubscribe"]')) },
    "legal": "/pages/legal",
    "personal data": "/pages/personal-data",
    "accessibility": "/pages/accessibility",
    "contact": "/pages/contact",
    "missing": { at: "/communities/nulle-part", status: 404 },
    "letters": "/dev/letters",
    "letter": at.letter,
    "too fast": { at: `${TROUBLED}/search`, status: 429, then: (page) => page.reload() },
    "too fast, words kept": { at: `${TROUBLED}/resets/new`, status: 429, then: tooManyResets },
  });
  add("newcomer", {
    "first day": "/",
    "replies, none": "/notifications",
    "my adviser, none": "/me/adviser",
    "my adviser, refused": { at: "/me/adviser", status: 422, then: adviserRefused },
    "ask for a call, no adviser": "/me/adviser/calls/new",
    "ask an adviser": "/people/naima-zerrouki/accompaniments/new",
    "kept threads, none": "/me/bookmarks",
    "my messages, none": "/me/writings",
    "drafts, none": "/me/drafts",
    "blocks, none": "/me/blocks",
    "my pictures, none": "/me/pictures",
    "my photo, none": "/me/profile/photo",
    "my profile, not begun": "/me/profile",
    "who saw my information, nobody": "/me/access-log",
    "my page, without a profile": "/people/lucas-perrin",
  });
  add("suspended", {
    "account, suspended": "/me/account",
    "thread, suspended": at.solved,
  });
  add("seeker", {
    "my day": "/",
    "communities, signed in": "/communities",
    "communities, mine": "/communities?mine=on",
    "seekers' room": "/communities/entre-demandeurs",
    "account": "/me/account",
    "account, refused": { at: "/me/account", status: 422, then: accountRefused },
    "sessions": "/me/sessions",
    "blocks": "/me/blocks",
    "replies": "/notifications",
    "kept threads": "/me/bookmarks",
    "my messages": "/me/writings",
    "drafts": "/me/drafts",
    "e-mails": "/me/preferences",
    "my profile": "/me/profile",
    "my profile, going": "/me/profile/going",
    "my profile, a caution": { at: "/me/profile/exchange", then: caution },
    "my profile, steps": "/me/profile/steps",
    "my profile, exchange": "/me/profile/exchange",
    "my profile, more": "/me/profile/more",
    "my profile, apart": "/me/profile/apart",
    "my profile, a new skill": "/me/profile/skills/new",
    "my profile, a skill": "/me/profile/skills/1",
    "my profile, a skill refused": { at: "/me/profile/skills/new", status: 422, then: (page) => send(page, page.locator('form[action="/me/profile/skills"]')) },
    "my profile, attestation asked": { at: "/me/profile", then: attestationAsked },
    "my profile, attestation signed": { at: "/me/profile", then: attestationOpened },
    "my profile, log": "/me/profile/log",
    "my profile, import": "/me/profile/import",
    "my profile, import refused": { at: "/me/profile/import", status: 422, then: (page) => imported(page, "pas un profil") },
    "my profile, import read": { at: "/me/profile/import", then: (page) => imported(page, RESUME) },
    "my profile, as a recruiter": "/me/profile/as/recruiter",
    "who sees my profile": "/me/audiences",
    "attestation, spent": { at: "/attestations/une-adresse-qui-a-deja-servi", status: 410 },
    "my pictures": "/me/pictures",
    "my photo": "/me/profile/photo",
    "add a picture": "/pictures/new",
    "add a picture, refused": { at: "/pictures/new", status: 422, then: pictureRefused },
    "add a picture to a reply": `/pictures/new?place=${at.mine.slice(1)}`,
    "thread, picture box open": { at: at.solved, then: pictureBox },
    "my data": "/me/data",
    "my data, refused": { at: "/me/data", status: 422, then: (page) => send(page, page.locator('form[action="/me/data/erasure"]')) },
    "mutual aid, for me": "/aid",
    "mutual aid, to answer": "/aid/2",
    "contacts": "/me/contacts",
    "contacts, what I asked": "/me/contacts/sent",
    "contact, to answer": "/me/contacts/1",
    "contact, accepted": "/me/contacts/4",
    "ask someone something": "/people/david-kessler/contacts/new",
    "ask someone something, refused": { at: "/people/david-kessler/contacts/new", status: 422, then: contactRefused },
    "offers, in a list of mine": "/offers?contract=permanent",
    "saved offers": "/me/offers",
    "hidden offers": "/me/offers/hidden",
    "alerts": "/me/alerts",
    "alert": "/me/alerts/1",
    "alert, of an organisation": "/me/alerts/2",
    "make an alert": "/me/alerts/new?asked=contract%3Dpermanent",
    "make an alert, refused": { at: "/me/alerts/new", status: 422, then: (page) => send(page, page.locator('form[action="/me/alerts"]')) },
    "pass an offer on": "/offers/1/relays/new",
    "pass an offer on, refused": { at: "/offers/1/relays/new", status: 422, then: (page) => send(page, page.locator('form[action="/offers/1/relays"]')) },
    "applications": "/me/applications",
    "application, waiting": "/me/applications/1",
    "application, refused": "/me/applications/2",
    "application, accepted": "/me/applications/3",
    "answer an offer": "/offers/1/applications/new",
    "answer an offer, refused": { at: "/offers/1/applications/new", status: 422, then: (page) => send(page, page.locator('form[action="/offers/1/applications"]')) },
    "offer, answered": "/offers/2",
    "say what was really proposed": "/offers/13/statements",
    "introduction": "/me/introductions/1",
    "introduce someone": "/people/david-kessler/introductions/new",
    "my adviser": "/me/adviser",
    "my adviser, a thread refused": { at: "/me/adviser", status: 422, then: threadNotShown },
    "ask for a call": "/me/adviser/calls/new?from=%2Ftrades%2FK1304",
    "ask for a call, awaited already": { at: "/me/adviser/calls/new", status: 409, then: callRefused },
    "mutual aid, mine": "/me/aid",
    "mutual aid, my own": "/aid/1",
    "new aid request": "/aid/new",
    "new aid request, refused": { at: "/aid/new", status: 422, then: aidRefused },
    "edit aid request": "/aid/1/edit",
    "pledge": "/me/pledge",
    "pledge, refused": { at: "/me/pledge", status: 422, then: (page) => send(page, page.locator('form[action="/me/pledge"]')) },
    "my page": "/people/nadia-ferhat",
    "someone's page": at.person,
    "thread, to answer": at.solved,
    "thread, quoting": `${at.solved}?quote=${at.answer}`,
    "thread, mine": at.journal,
    "thread, bravo open": { at: at.solved, then: bravoOpen },
    "thread, bravo refused": { at: at.solved, status: 422, then: bravoRefused },
    "new thread": "/communities/entretiens/threads/new",
    "new thread, refused": { at: "/communities/entretiens/threads/new", status: 422, then: threadRefused },
    "new thread, asked already": { at: "/communities/entretiens/threads/new", then: askedAlready },
    "search, suggestions": { at: "/search", then: suggestions },
    "edit thread": `${at.mine}/edit`,
    "edit thread, outrun": { at: `${at.mine}/edit`, status: 409, then: outrun },
    "edit post": `/posts/${at.opening}/edit`,
    "edit post, outrun": { at: `/posts/${at.opening}/edit`, status: 409, then: outrun },
    "history": `/posts/${at.opening}/history`,
    "history of a thread": `${at.mine}/history`,
    "not yours": { at: `${at.moderated.replace(/-.*/, "")}/edit`, status: 403 },
    "missing, signed in": { at: "/threads/999999999", status: 404 },
    "link, spent, signed in": { at: "/session/links/une-adresse-qui-a-deja-servi", status: 410 },
    "too long": { at: at.journal, status: 413, then: tooLong },
    "unknown field": { at: at.journal, status: 422, then: unknownField },
  });
  add("recruiter", {
    "organisations, mine": "/organisations",
    "organisation, mine": "/organisations/maintien-et-vie",
    "open an organisation": "/organisations/new",
    "open an organisation, refused": { at: "/organisations/new", status: 422, then: organisationRefused },
    "organisation, its settings": "/organisations/maintien-et-vie/settings",
    "organisation, its people": "/organisations/maintien-et-vie/people",
    "organisation, nobody like that": { at: "/organisations/maintien-et-vie/people", status: 422, then: nobodyInvited },
    "console": "/organisations/maintien-et-vie/console",
    "console, narrowed down": "/organisations/maintien-et-vie/console?mine=on&q=aide",
    "where offers appear": "/organisations/maintien-et-vie/channels",
    "applications received": "/organisations/maintien-et-vie/applications",
    "applications received, of one offer": "/organisations/maintien-et-vie/applications?offer=1",
    "applications received, none": "/organisations/maintien-et-vie/applications?offer=8",
    "application received": "/organisations/maintien-et-vie/applications/1",
    "application received, its refusal": "/organisations/maintien-et-vie/applications/4?reason=many",
    "application received, refused": "/organisations/maintien-et-vie/applications/6",
    "end an offer that is answered": "/offers/1/closure?how=here",
    "end an offer, refused": { at: "/offers/1/closure", status: 422, then: closureRefused },
    "offer files": "/organisations/maintien-et-vie/sources",
    "offer files, none chosen": { at: "/organisations/maintien-et-vie/sources", status: 422, then: (page) => send(page, page.locator('form[action$="/sources"]')) },
    "offer file, what it would change": { at: "/organisations/maintien-et-vie/sources", then: fileSent },
    "offer file, imported": at.run,
    "software, its keys": "/organisations/maintien-et-vie/keys",
    "software, a key made": { at: "/organisations/maintien-et-vie/keys", then: keyMade },
    "software, no key made": { at: "/organisations/maintien-et-vie/keys", status: 422, then: keyRefused },
    "software, receipts": "/organisations/maintien-et-vie/webhook",
    "software, receipts refused": { at: "/organisations/maintien-et-vie/webhook", status: 422, then: webhookRefused },
    "software, receipts sent": { at: "/organisations/maintien-et-vie/webhook", then: webhookMade },
    "console, some stay": { at: "/organisations/maintien-et-vie/console?state=published", status: 409, then: someStay },
    "which field says what": "/organisations/maintien-et-vie/sources/1/mapping",
    "which field says what, on the first offers": { at: "/organisations/maintien-et-vie/sources/1/mapping", then: fieldChosen },
    "console, none in this state": "/organisations/maintien-et-vie/console?state=withdrawn",
    "write an offer": "/organisations/maintien-et-vie/offers/new",
    "write an offer, unlawful": { at: "/organisations/maintien-et-vie/offers/new", then: offerChecked },
    "offer, mine": "/offers/1",
    "offer, its desk": "/offers/1/desk",
    "offer, what was really proposed, mine": "/offers/7/statements",
    "offer, what was really proposed, refused": { at: "/offers/7/statements", status: 422, then: (page) => send(page, page.locator(`form[action$="/replies"]`)) },
    "offer, its desk, refused": { at: "/offers/1/desk", status: 422, then: (page) => send(page, page.locator(`form[action$="/notes"]`)) },
    "offer, a draft": "/offers/8",
    "edit an offer": "/offers/8/edit",
    "edit an offer, refused": { at: "/offers/1/edit", status: 422, then: offerRefused },
    "someone's profile": "/people/nadia-ferhat",
    "finding people": "/people",
    "finding people, narrowed": "/people?q=nuit&near=Nantes&rhythm=full_time",
    "finding people, none found": "/people?q=zzzzzz&remote=most",
    "finding people, not understood": { at: "/people?trade=gardienne+de+phare+lunaire", status: 422 },
  });
  add("adviser", {
    "propose a room": "/communities/new",
    "people I advise": "/me/people",
    "someone I advise": "/me/people/1",
    "someone who asks": "/me/people/3",
    "written for others": "/me/slips",
    "write for someone present": "/me/slips/new",
    "slip, its paper": { at: "/me/slips", then: paperRenewed },
    "write for someone present, refused": { at: "/me/slips/new", status: 422, then: slipRefused },
    "hours when I call": "/me/people/slots",
    "hours when I call, refused": { at: "/me/people/slots", status: 422, then: hoursRefused },
    "my data, ready": "/me/data",
  });
  add("manager", {
    "room, managed": "/communities/entretiens",
    "settings": "/communities/entretiens/settings",
    "settings, refused": { at: "/communities/entretiens/settings", status: 422, then: settingsRefused },
    "thread, managed": at.moderated,
    "thread, menu open": { at: at.solved, then: menuOpen },
    "hiding, reason asked": { at: at.solved, status: 422, then: hidingRefused },
    "my data, rooms in charge": "/me/data",
  });
  add("admin", {
    "organisations to verify": "/organisations",
    "organisation to verify": "/organisations/transports-hamelin",
    "create a room": "/communities/new",
    "people": "/admin/people",
    "people, none found": "/admin/people?q=personne-de-ce-nom",
    "people, suspending": { at: "/admin/people", then: suspending },
    "claims": "/admin/claims",
    "undelivered": "/admin/letters",
    "proposal": at.proposed,
    "closed door": "/communities/entre-demandeurs",
  });
  // A house that is full and can write nothing any more.
  add("troubled", {
    "my data, running": `${TROUBLED}/me/data`,
    "outage": { at: `${TROUBLED}/communities/batiment`, status: 503, then: joinInVain },
    "outage, words kept": { at: `${TROUBLED}${at.solved}`, status: 503, then: replyInVain },
  });
  return list;
}

async function opened(page, { at, status, then }) {
  const first = await page.goto(at);
  const last = (then && (await then(page))) || first;
  // What was typed or unfolded on a page leaves it the page it was.
  if (last.status() !== status) throw new Error(`${page.url()} answered ${last.status()}, not ${status}`);
}

async function signInRefused(page) {
  await page.locator("#email").fill("seeker@demo.example");
  await page.locator("#password").fill("ce n'est pas cela");
  return send(page, page.locator('form[action="/session"]'));
}

async function signUpRefused(page) {
  await page.locator("#email").fill("camille@exemple");
  await page.locator("#display_name").fill("Camille");
  await page.locator("#password").fill("court");
  return send(page, page.locator('form[action="/accounts"]'));
}

async function resetAsked(page) {
  await page.locator("#email").fill("camille@exemple.fr");
  return send(page, page.locator('form[action="/resets"]'));
}

async function resetRefused(page) {
  await page.locator("#password").fill("court");
  return send(page, page.locator('form[action^="/resets/"]'));
}

/** One letter a minute: the second is too many, whenever the first was. */
async function tooManyResets(page) {
  const answer = await resetAsked(page);
  if (answer.status() === 429) return answer;
  await page.goto(`${TROUBLED}/resets/new`);
  return resetAsked(page);
}

async function accountRefused(page) {
  await page.locator("#handle").fill("admin");
  return send(page, page.locator('form[action="/me/account"]'));
}

async function settingsRefused(page) {
  await page.locator("#name").fill("");
  await page.locator("#trade_code").fill("gardienne de phare lunaire");
  return send(page, page.locator('form[action$="/settings"]'));
}

async function threadRefused(page) {
  await page.locator("#tags").fill("un, deux, trois, quatre, cinq, six");
  await page.locator("#title").fill("Puis-je venir avec mes propres questions ?");
  await page.locator("#body").fill("J'en ai six, écrites au dos d'un ticket.");
  return send(page, page.locator('form[action$="/threads"]'));
}

async function organisationRefused(page) {
  await page.locator("#name").fill("Le Fournil");
  await page.locator("#siret").fill("111 222 333 44455");
  return send(page, page.locator('form[action="/organisations"]'));
}

async function nobodyInvited(page) {
  await page.locator("#handle").fill("nadia-ferhat");
  return send(page, page.locator('form[action$="/people"]'));
}

/** One organisation has twenty at most, and this page is looked at more often. */
async function keyMade(page) {
  const removals = page.locator('form[action*="/keys/"][action$="/removal"]');
  while ((await removals.count()) > 9) await send(page, removals.last());
  await page.locator("#name").fill("Notre logiciel");
  return send(page, page.locator('form.form[action$="/keys"]'));
}

async function keyRefused(page) {
  await page.locator("#reads").uncheck();
  await page.locator("#writes").uncheck();
  return send(page, page.locator('form.form[action$="/keys"]'));
}

async function webhookRefused(page) {
  await page.locator("#address").fill("http://logiciel.maintien-et-vie.example/recus");
  return send(page, page.locator('form.form[action$="/webhook"]'));
}

async function webhookMade(page) {
  await page.locator("#address").fill("https://logiciel.maintien-et-vie.example/recus");
  return send(page, page.locator('form.form[action$="/webhook"]'));
}

async function closureRefused(page) {
  await page.locator("#words").fill("");
  return send(page, page.locator('form[method="post"][action$="/closure"]'));
}

async function someStay(page) {
  await page.locator(".console-row input").last().check();
  await page.locator("#act").selectOption("removal");
  return send(page, page.locator("#several"));
}

async function offerChecked(page) {
  await page.locator("#title").fill("Vendeuse en boulangerie");
  await page.locator("#text").fill("Nous cherchons une personne de moins de 30 ans, dynamique, pour servir au comptoir.");
  return send(page, page.locator('form[action$="/offers"]'), 'button[value="check"]');
}

async function fileSent(page) {
  await page.locator("#file").setInputFiles({ name: "demain.xml", mimeType: "text/xml", buffer: Buffer.from(FEED) });
  return send(page, page.locator('form[action$="/sources"]'));
}

async function fieldChosen(page) {
  await page.locator("#text").selectOption("=");
  return send(page, page.locator('form[action$="/mapping"]'), 'button[value="preview"]');
}

async function offerRefused(page) {
  await page.locator("#apply").fill("au comptoir");
  await page.locator("#pay_min").fill("beaucoup");
  return send(page, page.locator('form[action="/offers/1"]'));
}

async function aidRefused(page) {
  await page.locator("#title").fill("Relire ma lettre");
  await page.locator("#place_code").fill("Atlantide-sur-Loire");
  return send(page, page.locator('form[action="/aid"]'));
}

async function askedAlready(page) {
  await awake(page);
  await page.locator("#title").pressSequentially("Comment parler de deux ans sans emploi");
  await page.locator(".similar__list").waitFor();
}

async function suggestions(page) {
  await awake(page);
  await page.locator("#q").pressSequentially("nuit");
  await page.locator(".suggestions").waitFor();
}

const RESUME = JSON.stringify({
  basics: { name: "Nadia Ferhat", label: "Vendeuse", birthDate: "1980-01-01" },
  work: [{ name: "Une boutique", position: "Adjointe", summary: "Dix ans de vente." }],
  languages: [{ language: "Anglais", fluency: "B1" }],
});

async function caution(page) {
  await page.locator("#offers").fill("J’ai 53 ans et je relis volontiers une lettre.");
  return send(page, page.locator('form[action="/me/profile/exchange"]'));
}

async function imported(page, text) {
  await page.locator("#file").setInputFiles({ name: "cv.json", mimeType: "application/json", buffer: Buffer.from(text) });
  return send(page, page.locator('form[action="/me/profile/import"]'));
}

async function attestationAsked(page) {
  await page.locator("details:has(button[name=relation])").first().evaluate((details) => (details.open = true));
  const [answer] = await Promise.all([
    page.waitForResponse((answer) => answer.request().isNavigationRequest() && answer.request().method() === "POST"),
    page.waitForEvent("framenavigated"),
    page.locator("button[name=relation][value=peer]").first().click(),
  ]);
  await page.waitForLoadState();
  return answer;
}

async function attestationOpened(page) {
  await attestationAsked(page);
  const link = new URL(await page.locator("#link").inputValue());
  return page.goto(link.pathname);
}

async function contactRefused(page) {
  await page.locator("#message").fill("Une question");
  return send(page, page.locator('form[action="/people/david-kessler/contacts"]'));
}

async function adviserRefused(page) {
  await page.locator("#handle").fill("personne-de-ce-nom");
  await page.locator("#message").fill("Pourriez-vous me suivre ?");
  return send(page, page.locator('form[action="/me/adviser"]'));
}

async function threadNotShown(page) {
  await page.locator("#thread").fill("un fil que je ne retrouve pas");
  return send(page, page.locator('form:has(#thread)'));
}

async function callRefused(page) {
  await page.locator("#about").fill("Mes nuits");
  await page.locator("#phone").fill("06 39 98 00 00");
  return send(page, page.locator('form[action="/me/adviser/calls"]'));
}

async function slipRefused(page) {
  await page.locator("#display_name").fill("Mariam");
  await page.locator("#title").fill("Aide à domicile sans permis ?");
  await page.locator("#agreed").check();
  return send(page, page.locator('form[action="/me/slips"]'));
}

async function notErased(page) {
  await page.locator(".slip__erase summary").click();
  return send(page, page.locator('form[action$="/removal"]'));
}

/** The paper of the first slip, which is not the one whose code others use. */
async function paperRenewed(page) {
  return send(page, page.locator('form[action$="/renewal"]').first());
}

async function codeRefused(page) {
  await page.locator("#code").fill("7K3M-Q9TX-2WHD");
  return send(page, page.locator('form[action="/slips"]'));
}

async function hoursRefused(page) {
  await page.locator("#from").fill("16:00");
  await page.locator("#until").fill("14:00");
  return send(page, page.locator('form[action="/me/people/slots"]'));
}

async function pictureRefused(page) {
  await page.locator("#alt").fill("Le quai, vu du pont");
  await page.locator("#picture").setInputFiles({ name: "quai.jpg", mimeType: "image/jpeg", buffer: Buffer.from("pas une image") });
  return send(page, page.locator('form[action="/pictures/new"]'));
}

async function pictureBox(page) {
  await awake(page);
  await page.locator("[data-picture]").click();
}

/** The form of a version that someone else has changed meanwhile. */
async function outrun(page) {
  const form = page.locator('main form:has([name="version"])');
  await form.locator("#title, #body").fill("Une ligne par jour, et deux le dimanche");
  await form.locator('[name="version"]').evaluate((version) => (version.value = "0"));
  return send(page, form);
}

async function tooLong(page) {
  await page.locator("#compose textarea").evaluate((area) => (area.value = "Je n'en finis pas. ".repeat(100_000)));
  return send(page, page.locator("form#compose"));
}

async function unknownField(page) {
  const form = page.locator("form#compose");
  await page.locator("#compose textarea").fill("Une ligne de plus.");
  await form.evaluate((form) => form.insertAdjacentHTML("beforeend", '<input type="hidden" name="colour" value="blue">'));
  return send(page, form);
}

async function suspending(page) {
  await page.locator(".person-row .post__form summary").first().click();
}

async function bravoOpen(page) {
  await page.locator("#solution .post__form summary").first().click();
}

async function bravoRefused(page) {
  await bravoOpen(page);
  return send(page, page.locator("#solution .post__form[open] form"));
}

async function menuOpen(page) {
  await page.locator(".question .post__acts .menu summary").click();
}

async function hidingRefused(page) {
  return send(page, page.locator('form[action$="/hiding"]').first());
}

async function joinInVain(page) {
  return send(page, page.locator('form[action$="/membership"]').first());
}

async function replyInVain(page) {
  await page.locator("#compose textarea").fill("J'ai vécu la même chose.\n\nEn entretien j'ai dit : « deux ans à chercher, voici ce que j'y ai appris ».");
  return send(page, page.locator("form#compose"));
}

/** Sends a form past the browser's own checks, so that the server answers. */
async function send(page, form, button = null) {
  const [answer] = await Promise.all([
    page.waitForResponse((answer) => answer.request().isNavigationRequest() && answer.request().method() === "POST"),
    page.waitForEvent("framenavigated"),
    form.evaluate((form, button) => {
      form.noValidate = true;
      form.requestSubmit(button && form.querySelector(button));
    }, button),
  ]);
  await page.waitForLoadState();
  return answer;
}

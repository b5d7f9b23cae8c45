// A profile and a contact, on a phone that runs no script: someone tells their project
// step by step, gives their name to one recruiter, and takes it back. What the recruiter
// sees follows at once, and what they saw is written down for its owner.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { follow, openBrowser, windowOf } from "./support/house.mjs";
import { say } from "./support/words.mjs";

const SECRET = "un pont de bois sur la Sèvre";
const EMAIL = "maelle@example.org";
const FULL_NAME = "Maëlle Jézéquel";
const NUMBER = "02 40 00 00 83";
/** A word of her story, and of nobody else's. */
const SKILL = "craquait";
const FOUND = ".found-person h3 a";
const HEADLINE = "Du vélo de livraison à l’atelier : réparer plutôt que jeter.";

let browser;

before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

test("a name is given to one recruiter, seen, and taken back, without JavaScript", async (t) => {
  const plain = { javaScriptEnabled: false };
  const seeker = await (await windowOf(browser, null, { ...plain, width: 390 })).newPage();
  const recruiter = await (await windowOf(browser, "recruiter", plain)).newPage();
  const words = (key, args) => say("fr", key, args);
  const press = (page, key, where = page) => follow(page, where.getByRole("button", { name: words(key) }).first());
  const main = (page) => page.locator("main").innerText();
  const save = async (page, step, typed) => {
    await page.goto(`/me/profile/${step}`);
    for (const [field, text] of Object.entries(typed)) await page.locator(`#${field}`).fill(text);
    await press(page, "profile-save", page.locator("main form"));
    assert.equal(await page.locator(".field__error, .refusal").count(), 0);
  };
  let path;
  let contact;

  await t.test("she opens an account and confirms it", async () => {
    await seeker.goto("/sign-up");
    await seeker.locator("#email").fill(EMAIL);
    await seeker.locator("#display_name").fill("Maëlle J.");
    await seeker.locator("#password").fill(SECRET);
    await seeker.getByLabel(words("kind-of-person-seeker"), { exact: true }).check();
    await press(seeker, "account-sign-up-send");
    await seeker.goto("/dev/letters");
    await follow(seeker, seeker.locator(".letter-row", { hasText: EMAIL }).locator("a").first());
    await follow(seeker, seeker.locator('a[href*="/confirmations/"]'));
    await seeker.locator("#password").fill(SECRET);
    await press(seeker, "button-confirm-send");
    await seeker.goto("/me/account");
    path = `/people/${await seeker.locator("#handle").inputValue()}`;
  });

  await t.test("she tells her project, a step at a time; nobody sees it yet", async () => {
    await save(seeker, "going", { headline: HEADLINE, project: "Cinq ans de livraison.\n\nJe répare les vélos des autres le dimanche." });
    await save(seeker, "skills/new", {
      label: "Trouver d’où vient un bruit",
      context: "Un vélo cargo craquait en côte.",
      action: "J’ai tout démonté, dans l’ordre.",
      result: "Une roue dévoilée, et plus un bruit.",
    });
    await save(seeker, "apart", { full_name: FULL_NAME, contact: NUMBER });
    await recruiter.goto(path);
    assert.ok(!(await main(recruiter)).includes(HEADLINE), "not before she says so");
  });

  await t.test("she shows it to recruiters, her full name to nobody", async () => {
    await seeker.goto("/me/audiences");
    await seeker.locator('input[name="shown_to"][value="recruiters"]').check();
    await seeker.locator("#name_to").selectOption("me");
    await press(seeker, "audiences-save");
    const visitor = await (await windowOf(browser, null, plain)).newPage();
    await visitor.goto(path);
    assert.ok(!(await main(visitor)).includes(HEADLINE), "she shows it to recruiters, not to everyone");
    await indexed(visitor);
    assert.deepEqual(await found(visitor, SKILL), [], "a visitor finds nobody by it");
    await visitor.context().close();
  });

  await t.test("a recruiter finds her by what she can do, and not by her name", async () => {
    assert.deepEqual(await found(recruiter, "Jézéquel"), []);
    assert.deepEqual(await found(recruiter, SKILL), [path]);
    await follow(recruiter, recruiter.locator(FOUND));
    const seen = await main(recruiter);
    assert.ok(seen.includes(HEADLINE) && seen.includes("Trouver d’où vient un bruit"));
    assertKept(seen, [FULL_NAME, NUMBER]);
  });

  await t.test("the recruiter asks, and says what for", async () => {
    await follow(recruiter, recruiter.getByRole("link", { name: words("contact-ask") }));
    await recruiter.locator('input[name="purpose"][value="offer"]').check();
    await recruiter.locator("#message").fill("Notre atelier cherche une mécanicienne cycles. En parlons-nous ?");
    await press(recruiter, "contact-send");
    contact = new URL(recruiter.url()).pathname;
    assert.match(contact, /^\/me\/contacts\/\d+$/);
  });

  await t.test("she accepts and gives her name, and only that", async () => {
    await seeker.goto("/me/contacts");
    await follow(seeker, seeker.locator(`a[href="${contact}"]`).first());
    const form = seeker.locator('form[action$="/acceptance"]');
    await form.getByLabel(words("field-name"), { exact: true }).check();
    await press(seeker, "contact-accept", form);
    const given = seeker.locator('.contact-given li:has(form[action$="/given/removal"])');
    assert.deepEqual((await given.locator("span:not(.visually-hidden)").allInnerTexts()).slice(0, 1), [words("field-name")]);
    assert.equal(await given.count(), 1);
  });

  await t.test("the recruiter sees her name, and nothing else that is hers alone", async () => {
    await recruiter.goto(contact);
    await follow(recruiter, recruiter.getByRole("link", { name: words("contact-given-to-me-way") }));
    const seen = await main(recruiter);
    assert.ok(seen.includes(FULL_NAME));
    assertKept(seen, [NUMBER]);
  });

  await t.test("she takes it back: it is gone from her page and from the contact", async () => {
    await seeker.goto(contact);
    await press(seeker, "contact-take-back", seeker.locator('form[action$="/given/removal"]'));
    await recruiter.goto(path);
    const seen = await main(recruiter);
    assert.ok(seen.includes(HEADLINE), "what she shows to recruiters stays");
    assertKept(seen, [FULL_NAME, NUMBER]);
    await recruiter.goto(contact);
    assertKept(await main(recruiter), [FULL_NAME, NUMBER]);
    assert.equal(await recruiter.getByRole("link", { name: words("contact-given-to-me-way") }).count(), 0);
  });

  await t.test("the journal tells her who saw what, and why", async () => {
    await seeker.goto("/me/access-log");
    const lines = await seeker.locator(".access").allInnerTexts();
    assert.equal(lines.length, 3, "once shown, once given, once taken back");
    for (const line of lines) assert.match(line, /Sophie Marchand/);
    const named = lines.map((line) => line.includes(words("field-name")));
    assert.deepEqual(named, [false, true, false]);
    assert.ok(lines.every((line) => !line.includes(words("field-contact"))));
    assert.ok(tidy(lines[1]).includes(tidy(words("access-why-given"))));
  });

  await seeker.context().close();
  await recruiter.context().close();
});

/** Addresses of those whom `page` finds by a word. */
async function found(page, word) {
  await page.goto(`/people?q=${encodeURIComponent(word)}`);
  return page.locator(FOUND).evaluateAll((links) => links.map((link) => link.getAttribute("href")));
}

/** Once what was written so far can be found; each question takes an answer's time. */
async function indexed(page) {
  for (let asked = 0; asked < 10_000; asked += 1) {
    const { log_lag: behind } = await (await page.request.get("/_readiness")).json();
    if (behind === 0) return;
  }
  assert.fail("the index never caught up");
}

function assertKept(seen, words) {
  assert.deepEqual(words.filter((word) => seen.includes(word)), []);
}

// Fine spaces are the house's own business.
const tidy = (text) => text.replaceAll(/\s+/g, " ").trim();

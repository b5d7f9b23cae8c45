// The main path, in a browser that runs no script: sign up, confirm, join, ask, be
// answered, accept, thank, mend, take back, change one's mind. In both languages.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { follow, openBrowser, signIn, windowOf } from "./support/house.mjs";
import { say } from "./support/words.mjs";

const SECRET = "quatre mots sans rapport entre eux";
const ROOM = "/communities/premier-emploi";

let browser;

before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

for (const lang of ["fr", "en"]) {
  test(`a newcomer asks and is answered without JavaScript, in ${lang}`, async (t) => {
    const words = (key, args) => say(lang, key, args);
    const plain = { lang, javaScriptEnabled: false };
    const asker = await (await windowOf(browser, null, plain)).newPage();
    const adviser = await (await windowOf(browser, null, plain)).newPage();
    const email = `camille-${lang}@example.org`;
    const title = { fr: "Faut-il rappeler après une semaine de silence ?", en: "Should I call again after a week of silence?" }[lang];
    const answer = { fr: "Oui, une fois, le matin.", en: "Yes, once, in the morning." }[lang];
    let thread;

    const press = (page, key) => follow(page, page.getByRole("button", { name: words(key), exact: true }));
    const told = async (page, key) => assert.equal(tidy(await page.locator('.notice[role="status"] p').innerText()), tidy(words(key)));

    await t.test("she opens an account", async () => {
      await asker.goto("/sign-up");
      assert.equal(await asker.locator("html").getAttribute("lang"), lang);
      await asker.getByLabel(words("account-email"), { exact: true }).fill(email);
      await asker.getByLabel(words("account-display-name"), { exact: true }).fill("Camille Auger");
      await asker.getByLabel(words("account-password"), { exact: true }).fill(SECRET);
      await asker.getByLabel(words("kind-of-person-seeker"), { exact: true }).check();
      await press(asker, "account-sign-up-send");
      await asker.getByRole("heading", { level: 1, name: words("told-confirm-title") }).waitFor();
    });

    await t.test("the letter's link confirms her address, and only its button", async () => {
      await asker.goto("/dev/letters");
      await follow(asker, asker.locator(".letter-row", { hasText: email }).locator("a").first());
      await follow(asker, asker.locator('a[href*="/confirmations/"]'));
      await asker.locator("#password").fill(SECRET);
      await press(asker, "button-confirm-send");
      await told(asker, "notice-confirmed");
    });

    await t.test("she joins a room and asks", async () => {
      await asker.goto(ROOM);
      await press(asker, "room-join");
      await told(asker, "notice-joined");
      await follow(asker, asker.getByRole("link", { name: words("room-ask"), exact: true }).first());
      await asker.getByLabel(words("thread-form-title"), { exact: true }).fill(title);
      await asker.locator("#body").fill("**Une semaine** sans nouvelles.\n\nJe rappelle, ou j'attends ?");
      assert.ok(tidy(await asker.locator(".compose__readers").innerText()).includes(tidy(words("audience-public-reads"))));
      await press(asker, "thread-new-send");
      await told(asker, "notice-thread-opened");
      thread = new URL(asker.url()).pathname;
      assert.equal(await asker.locator(".question strong").innerText(), "Une semaine");
    });

    await t.test("she signs out", async () => {
      await asker.locator(".masthead .menu summary").click();
      await press(asker, "nav-sign-out");
      await told(asker, "notice-signed-out");
      assert.equal(await asker.locator(".masthead .menu").count(), 0);
    });

    await t.test("an adviser answers, by way of the sign-in page", async () => {
      await adviser.goto(thread);
      await follow(adviser, adviser.locator("#compose").getByRole("link", { name: words("nav-sign-in") }));
      await adviser.locator("#email").fill("adviser@demo.example");
      await adviser.locator("#password").fill("passerelle-demo");
      await follow(adviser, adviser.locator('form[action="/session"] button'));
      assert.equal(new URL(adviser.url()).pathname, thread);
      // Her account speaks French; the foot of the page offers the other language.
      if (lang === "en") await follow(adviser, adviser.locator(".footer__locale button"));
      await adviser.locator("#compose textarea").fill(answer);
      await press(adviser, "compose-send");
      await told(adviser, "notice-replied");
      assert.match(adviser.url(), /#post-\d+$/);
    });

    await t.test("she accepts the answer and says thank you", async () => {
      await signIn(asker, email, SECRET);
      await asker.goto(thread);
      await press(asker, "post-solve");
      await told(asker, "notice-solved");
      assert.equal(await asker.locator("#solution .post__body").innerText(), answer);
      await follow(asker, asker.locator("#solution form", { has: asker.locator('[value="thanks"]') }).getByRole("button"));
      await told(asker, "notice-gesture");
      assert.match(await asker.locator("#solution .gestures").innerText(), /Camille Auger/);
    });

    await t.test("she mends her message and says why", async () => {
      await openMenu(asker, asker.locator(".question"));
      await follow(asker, asker.locator(".question .menu__list").getByRole("link", { name: words("post-edit"), exact: true }));
      await asker.locator("#body").fill("**Dix jours** sans nouvelles.");
      await asker.getByLabel(words("edit-reason")).fill("le bon compte");
      await press(asker, "edit-send");
      await told(asker, "notice-post-edited");
      assert.equal(await asker.locator(".question strong").innerText(), "Dix jours");
      await follow(asker, asker.locator(".question .post__edited a"));
      assert.match(await asker.locator("main").innerText(), /le bon compte/);
      assert.ok((await asker.locator(".diff ins").count()) > 0);
    });

    await t.test("she takes a reply back, then puts it back", async () => {
      const sorry = "En fait, j'ai eu ma réponse ce matin.";
      await asker.goto(thread);
      await asker.locator("#compose textarea").fill(sorry);
      await press(asker, "compose-send");
      const mine = asker.locator(".conversation .post--mine");
      await openMenu(asker, mine);
      await follow(asker, mine.getByRole("button", { name: words("post-remove"), exact: true }));
      await told(asker, "notice-post-removed");
      await adviser.goto(thread);
      assert.ok(!(await adviser.locator("main").innerText()).includes(sorry), "nobody reads it any more");
      await follow(asker, asker.locator('.notice[role="status"]').getByRole("button"));
      await told(asker, "notice-post-restored");
      await adviser.goto(thread);
      assert.ok((await adviser.locator("main").innerText()).includes(sorry));
    });

    await asker.context().close();
    await adviser.context().close();
  });
}

const openMenu = (page, post) => post.locator(".post__acts .menu summary").click();

// Fine spaces are the house's own business.
const tidy = (text) => text.replaceAll(/\s+/g, " ").trim();

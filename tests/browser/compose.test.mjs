// The box where one writes, with scripts: names are offered, words are shown as they
// will be read, and nothing typed is lost.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { awake, openBrowser, signIn, windowOf, world } from "./support/house.mjs";
import { say } from "./support/words.mjs";

const FOLDER = fileURLToPath(new URL("pictures/other/", import.meta.url));

let browser;
let context;
let page;
let text;

before(async () => {
  mkdirSync(FOLDER, { recursive: true });
  browser = await openBrowser();
  context = await windowOf(browser, "seeker");
  page = await context.newPage();
  await page.goto(world().moderated);
  text = page.locator("#compose textarea");
  await awake(page);
});
after(() => browser.close());

test("names are offered while one types, and chosen by keyboard", async () => {
  await text.pressSequentially("Bonjour @ma");
  const list = page.locator(".mentions");
  await list.waitFor();
  const people = await list.locator("li").allInnerTexts();
  assert.ok(people.length > 1, "several people begin so");
  assert.equal(await text.getAttribute("aria-activedescendant"), await list.locator('[aria-selected="true"]').getAttribute("id"));
  await page.keyboard.press("ArrowDown");
  await page.screenshot({ path: `${FOLDER}mentions.png` });
  const handle = (await list.locator('[aria-selected="true"] .mentions__handle').innerText()).trim();
  await page.keyboard.press("Enter");
  assert.equal(await text.inputValue(), `Bonjour ${handle} `);
  assert.ok(await list.isHidden());

  await text.pressSequentially("et @in");
  await list.waitFor();
  await page.keyboard.press("Escape");
  assert.ok(await list.isHidden());
  assert.equal(await text.inputValue(), `Bonjour ${handle} et @in`, "Escape leaves the words alone");
});

test("the preview shows what readers will see, and nothing that could act", async () => {
  await text.fill("**Gras** <script>window.caught = 1</script> <img src=x onerror='window.caught = 2'> [un lien](javascript:caught) ![dessin](https://ailleurs.example/a.png)");
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.getByRole("button", { name: say("fr", "compose-preview") }).click();
  const preview = page.locator("#compose .compose__preview");
  await preview.waitFor();
  assert.ok(await text.isHidden());
  await page.screenshot({ path: `${FOLDER}preview.png` });
  assert.equal(await preview.locator("strong").innerText(), "Gras");
  assert.equal(await preview.locator("script, img, iframe, [onerror], a[href^='javascript']").count(), 0);
  assert.equal(await page.evaluate(() => window.caught), undefined);
  // The words are kept meanwhile, when the machine is slow: that is no part of the preview.
  const paths = asked.map((url) => new URL(url).pathname).filter((path) => !path.endsWith("/draft"));
  assert.deepEqual(paths, ["/preview"]);

  await page.getByRole("button", { name: say("fr", "compose-write") }).click();
  assert.ok(await text.isVisible());
  assert.match(await text.inputValue(), /^\*\*Gras/);
});

test("unsent words survive a reload, and are gone once sent", async () => {
  await text.fill("Je finirai cette phrase tout à l'heure.");
  await page.reload();
  await awake(page);
  assert.equal(await text.inputValue(), "Je finirai cette phrase tout à l'heure.");
  await page.locator("#compose > .form__actions .button").first().click();
  await page.waitForURL(/#post-\d+$/);
  await page.screenshot({ path: `${FOLDER}replied.png` });
  await page.goto(world().moderated);
  await awake(page);
  assert.equal(await text.inputValue(), "");
});

test("signing out forgets unsent words", async () => {
  const other = await windowOf(browser, null);
  const desk = await other.newPage();
  await signIn(desk, "seeker2");
  await desk.goto(world().moderated);
  await awake(desk);
  await desk.locator("#compose textarea").fill("Des mots qui ne regardent que moi.");
  await desk.locator(".masthead .menu summary").click();
  await desk.getByRole("button", { name: say("fr", "nav-sign-out") }).click();
  await desk.locator('.notice[role="status"]').waitFor();
  assert.equal(await desk.evaluate(() => sessionStorage.length), 0);
  await other.close();
});

test("a password can be seen, and hides again before it is sent", async () => {
  const other = await windowOf(browser, null);
  const desk = await other.newPage();
  await desk.goto("/sign-in");
  const secret = desk.locator("#password");
  await secret.fill("ce que je tape");
  await desk.getByRole("button", { name: say("fr", "password-show") }).click();
  assert.equal(await secret.getAttribute("type"), "text");
  await desk.getByRole("button", { name: say("fr", "password-hide") }).click();
  assert.equal(await secret.getAttribute("type"), "password");
  await other.close();
});

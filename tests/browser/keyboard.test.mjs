// Everything by keyboard alone: one always sees where one is, and nothing is a trap.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { awake, openBrowser, windowOf, world } from "./support/house.mjs";
import { pages } from "./support/pages.mjs";

let browser;
let seeker;

before(async () => {
  browser = await openBrowser();
  seeker = await windowOf(browser, "seeker");
});
after(() => browser.close());

test("the first stop is the skip link, and it leads to the content", async () => {
  const page = await seeker.newPage();
  await page.goto(world().solved);
  await page.keyboard.press("Tab");
  const skip = page.locator(".skip");
  assert.ok(await isFocused(skip));
  assert.ok((await skip.boundingBox()).y >= 0, "it shows itself");
  await page.keyboard.press("Enter");
  assert.ok(await isFocused(page.locator("main#content")));
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.activeElement.closest("main") !== null));
  await page.close();
});

for (const name of ["home", "communities", "sign-up", "thread, to answer", "account", "settings", "people", "letters"]) {
  test(`one always sees where the focus is: ${name}`, async () => {
    const { who, open } = pages().find((page) => page.name === name);
    const context = await windowOf(browser, who);
    const page = await context.newPage();
    await open(page);
    const stops = [];
    for (let count = 0; count < 60; count += 1) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(focused);
      if (!stop) break;
      stops.push(stop);
    }
    assert.ok(stops.length >= 10, `${stops.length} stops`);
    assert.deepEqual(stops.filter(({ ring, seen }) => !(ring && seen)), []);
    await context.close();
  });
}

for (const [name, field] of [["sign-up, refused", "#email"], ["account, refused", "#handle"], ["new thread, refused", "#tags"], ["thread, bravo refused", "#sentence"]]) {
  test(`a form that comes back opens on what there is to mend: ${name}`, async () => {
    const { who, open } = pages().find((page) => page.name === name);
    const context = await windowOf(browser, who, { width: 390 });
    const page = await context.newPage();
    await open(page);
    await page.locator(`${field}:focus`).waitFor();
    const { y, height } = await page.locator(field).boundingBox();
    assert.ok(y >= 0 && y + height <= page.viewportSize().height, "it is on the screen");
    await context.close();
  });
}

test("a menu opens, is walked and closes by keyboard", async () => {
  const page = await seeker.newPage();
  await page.goto("/");
  await awake(page);
  const menu = page.locator(".masthead .menu");
  await menu.locator("summary").focus();
  await page.keyboard.press("Enter");
  assert.ok(await menu.locator(".menu__list").isVisible());
  await page.keyboard.press("Tab");
  assert.ok(await isFocused(menu.locator(".menu__list a").first()));
  await page.keyboard.press("Escape");
  assert.ok(await menu.locator(".menu__list").isHidden());
  assert.ok(await isFocused(menu.locator("summary")), "the focus comes back to what opened it");

  await page.keyboard.press("Space");
  assert.ok(await menu.locator(".menu__list").isVisible());
  await menu.locator(".menu__list button").focus();
  await page.keyboard.press("Tab");
  assert.ok(await menu.locator(".menu__list").isHidden(), "it closes when the focus moves on");
  await page.close();
});

test("one replies from the first key to the last without a mouse", async () => {
  const words = "Écrit sans souris, du premier mot au dernier.";
  const page = await seeker.newPage();
  await page.goto(world().unanswered);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await tabTo(page, page.locator("#compose textarea"));
  // What she began on another device is there already.
  await page.keyboard.press("Control+a");
  await page.keyboard.type(words);
  await tabTo(page, page.locator("#compose > .form__actions .button").first());
  await page.keyboard.press("Enter");
  await page.waitForURL(/#post-\d+$/);
  const reply = page.locator(`${new URL(page.url()).hash} .post__body`);
  assert.equal(await reply.innerText(), words);

  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.activeElement.closest("main") !== null), "one goes on from there");
  await page.close();
});

test("Control and Enter send, too", async () => {
  const page = await seeker.newPage();
  await page.goto(world().unanswered);
  await awake(page);
  await page.locator("#compose textarea").fill("Envoyé du clavier.");
  await page.keyboard.press("Control+Enter");
  await page.waitForURL(/#post-\d+$/);
  await page.close();
});

const isFocused = (locator) => locator.evaluate((element) => element === document.activeElement);

async function tabTo(page, locator) {
  for (let stops = 0; stops < 150; stops += 1) {
    await page.keyboard.press("Tab");
    if (await isFocused(locator)) return;
  }
  assert.fail("the focus never came there");
}

/** Where the focus is, whether it wears a ring, and whether it is on the screen. */
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return {
    what: `${element.tagName.toLowerCase()}.${element.className} ${element.textContent.trim().slice(0, 30)}`,
    ring: outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2,
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
  };
}

test("the offers of a console are walked, ticked and opened by single keys, while one is among them", async () => {
  const context = await windowOf(browser, "recruiter");
  const page = await context.newPage();
  await page.goto("/organisations/maintien-et-vie/console");
  await awake(page);
  const titles = page.locator(".console-row h2 a");
  const ticks = page.locator(".console-row input");
  await page.keyboard.press("j");
  assert.ok(!(await isFocused(titles.first())), "elsewhere a letter is a letter");
  await titles.first().focus();
  await page.keyboard.press("j");
  assert.ok(await isFocused(titles.nth(1)));
  await page.keyboard.press("x");
  assert.ok(await ticks.nth(1).isChecked());
  await page.keyboard.press("k");
  assert.ok(await isFocused(titles.first()));
  await page.keyboard.press("a");
  assert.equal(await page.locator(".console-row input:checked").count(), await ticks.count());
  await page.keyboard.press("a");
  assert.equal(await page.locator(".console-row input:checked").count(), 0);
  await page.keyboard.press("e");
  await page.waitForURL(/\/offers\/\d+\/edit$/);
  await context.close();
});

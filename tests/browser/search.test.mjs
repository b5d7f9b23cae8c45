// Searching by keyboard alone, by finger, and without JavaScript.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { awake, follow, openBrowser, windowOf } from "./support/house.mjs";

let browser;

before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

test("by keyboard alone: words, a suggestion chosen with the arrows, the place it names", async () => {
  const page = await (await windowOf(browser, "seeker")).newPage();
  await page.goto("/search");
  await awake(page);
  await page.keyboard.type("entretiens");
  const list = page.locator(".suggestions");
  await list.waitFor();
  const input = page.locator("#q");
  assert.equal(await input.getAttribute("aria-expanded"), "true");
  await page.keyboard.press("ArrowDown");
  const chosen = await input.getAttribute("aria-activedescendant");
  assert.equal(await page.locator(`#${chosen}`).getAttribute("aria-selected"), "true");
  await page.keyboard.press("Escape");
  assert.ok(await list.isHidden(), "Escape keeps one's own words");
  assert.equal(await input.inputValue(), "entretiens");
  await page.keyboard.type(" ");
  await list.waitFor();
  await page.keyboard.press("ArrowDown");
  const before = page.url();
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.href !== before && !url.pathname.startsWith("/search"));
  await page.context().close();
});

test("without JavaScript the form finds, narrows and leafs", async () => {
  const page = await (await windowOf(browser, null, { javaScriptEnabled: false, width: 390 })).newPage();
  await page.goto("/search");
  await page.locator("#q").fill("emploi");
  await follow(page, page.locator(".search-form .button"));
  assert.ok((await page.locator(".found__row").count()) >= 10);
  await follow(page, page.locator('nav.filters a[href*="type=thread"]'));
  assert.equal(await page.locator('nav.filters a[aria-current][href*="type=thread"]').count(), 1);
  const first = await page.locator(".found__row h3").first().innerText();
  await follow(page, page.locator('a[rel="next"]'));
  assert.notEqual(await page.locator(".found__row h3").first().innerText(), first);
  await page.context().close();
});

test("the field at the top of a page searches from anywhere", async () => {
  const page = await (await windowOf(browser, null)).newPage();
  await page.goto("/communities");
  await page.locator("#masthead-q").fill("travail de nuit");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/search");
  assert.equal(await page.locator("#q").inputValue(), "travail de nuit");
  assert.ok((await page.locator(".found mark").count()) > 0);
  await page.context().close();
});

test("who asks a question is shown what was asked already", async () => {
  const page = await (await windowOf(browser, "seeker")).newPage();
  await page.goto("/communities/entretiens/threads/new");
  await awake(page);
  await page.locator("#title").pressSequentially("Comment parler de deux ans sans emploi");
  await page.locator('.similar__list a:has-text("Deux ans sans emploi")').waitFor();
  await page.context().close();
});

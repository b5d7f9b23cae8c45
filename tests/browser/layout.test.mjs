// A thread at 400 % zoom, in forced colours and on paper.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { awake, openBrowser, tabsIn, windowOf, world } from "./support/house.mjs";

const FOLDER = fileURLToPath(new URL("pictures/other/", import.meta.url));

let browser;
let tabOf;

before(async () => {
  mkdirSync(FOLDER, { recursive: true });
  browser = await openBrowser();
  tabOf = tabsIn(browser);
});
after(() => browser.close());

test("at 400 % nothing pinned covers what one reads", async () => {
  const page = await narrow("seeker");
  await page.setViewportSize({ width: 320, height: 256 });
  await page.goto(world().solved);
  const pinned = await page.evaluate(() =>
    [...document.querySelectorAll("body *")].filter((element) => ["fixed", "sticky"].includes(getComputedStyle(element).position)).map((element) => element.className),
  );
  assert.deepEqual(pinned, []);
  await page.screenshot({ path: `${FOLDER}zoom-400.png` });
});

test("in forced colours a button still has an edge, and what is current a line", async () => {
  const context = await windowOf(browser, "seeker", { forcedColors: "active" });
  const page = await context.newPage();
  await page.goto(world().solved);
  await awake(page);
  for (const button of await page.locator(".button:visible").all()) {
    const style = await button.evaluate((element) => {
      const { borderTopWidth, borderTopStyle } = getComputedStyle(element);
      return `${borderTopWidth} ${borderTopStyle}`;
    });
    assert.match(style, /^[1-9]\S* solid$/);
  }
  const current = page.locator(".masthead__nav [aria-current]");
  assert.equal(await current.evaluate((element) => getComputedStyle(element).textDecorationLine), "underline");
  await page.screenshot({ path: `${FOLDER}forced-colors-thread.png` });
  await context.clearCookies();
  await page.goto("/sign-up");
  await page.locator('input[type="radio"]').first().check();
  await page.screenshot({ path: `${FOLDER}forced-colors-sign-up.png`, fullPage: true });
  await context.close();
});

test("on paper a thread is the letter alone", async () => {
  const context = await windowOf(browser, "seeker", { width: 700 });
  const page = await context.newPage();
  await page.goto(world().solved);
  await page.emulateMedia({ media: "print" });
  for (const away of [".masthead__nav", ".masthead__me", ".bottombar", ".compose", ".post__acts", ".context", ".footer nav"]) {
    for (const part of await page.locator(away).all()) assert.ok(await part.isHidden(), `${away} is printed`);
  }
  assert.ok(await page.locator(".question .post__body").isVisible());
  assert.ok(await page.locator(".print-only").isVisible(), "the address is spelled out");
  await page.screenshot({ path: `${FOLDER}print-thread.png`, fullPage: true });
  await context.close();
});

const narrow = (who) => tabOf(who, { width: 320, height: 844 });

// A picture of every page, phone and desktop, light and dark, for people to look at: not a
// test, and made when someone asks (`tests/browser/run pictures.mjs`).
import assert from "node:assert/strict";
import { mkdirSync, rmSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { openBrowser, tabsIn } from "./support/house.mjs";
import { pages } from "./support/pages.mjs";

const FOLDER = fileURLToPath(new URL("pictures/", import.meta.url));
const WIDTHS = { desktop: 1280, phone: 390 };
const IN_ENGLISH = ["home", "thread, solved", "thread, to answer", "sign-up, refused", "account", "my day", "settings", "missing"];

let browser;
let tabOf;

before(async () => {
  for (const name of ["phone-light", "phone-dark", "desktop-light", "desktop-dark", "phone-english"]) {
    rmSync(`${FOLDER}${name}`, { recursive: true, force: true });
    mkdirSync(`${FOLDER}${name}`, { recursive: true });
  }
  browser = await openBrowser();
  tabOf = tabsIn(browser);
});
after(() => browser.close());

for (const { name, who, open } of pages()) {
  test(`there is a picture of: ${name}`, async () => {
    const page = await tabOf(who, { lang: "fr" });
    await open(page);
    for (const [device, width] of Object.entries(WIDTHS)) {
      for (const theme of ["light", "dark"]) await take(page, `${device}-${theme}`, name, { width, theme });
    }
  });
}

for (const { name, who, open } of pages().filter(({ name }) => IN_ENGLISH.includes(name))) {
  test(`there is a picture in English of: ${name}`, async () => {
    const page = await tabOf(who, { lang: "en" });
    await open(page);
    await take(page, "phone-english", name, { width: WIDTHS.phone, theme: "light" });
  });
}

/** The whole page in one screen, so that what is pinned to the foot of the screen is at the foot of the page. */
async function take(page, folder, name, { width, theme }) {
  await page.emulateMedia({ colorScheme: theme });
  await page.setViewportSize({ width, height: 800 });
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.max(height, 800) });
  const path = `${FOLDER}${folder}/${name.replaceAll(/[^a-z]+/g, "-")}.png`;
  const picture = await page.screenshot({ path });
  assert.ok(picture.length > 1000, `${path} is empty`);
}

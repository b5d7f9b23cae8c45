// A picture of every page, phone and desktop, light and dark, for people to look at.
import assert from "node:assert/strict";
import { mkdirSync, rmSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { openBrowser, windowOf } from "./support/house.mjs";
import { pages } from "./support/pages.mjs";

const FOLDER = fileURLToPath(new URL("pictures/", import.meta.url));
const LOOKS = [["fr", "light", 390], ["fr", "dark", 390], ["fr", "light", 1280], ["fr", "dark", 1280]];
const IN_ENGLISH = ["home", "thread, solved", "sign-up, refused", "account", "my day", "settings"];

let browser;

before(async () => {
  for (const name of ["phone-light", "phone-dark", "desktop-light", "desktop-dark", "english"]) {
    rmSync(`${FOLDER}${name}`, { recursive: true, force: true });
    mkdirSync(`${FOLDER}${name}`, { recursive: true });
  }
  browser = await openBrowser();
});
after(() => browser.close());

for (const [lang, theme, width] of LOOKS) {
  const folder = `${width < 600 ? "phone" : "desktop"}-${theme}`;
  test(`every page has its picture: ${folder}`, () => take(pages(), folder, { lang, theme, width }));
}

test("some pages have their picture in English", () =>
  take(pages().filter(({ name }) => IN_ENGLISH.includes(name)), "english", { lang: "en", width: 390 }));

async function take(wanted, folder, look) {
  const windows = new Map();
  for (const { name, who, open } of wanted) {
    if (!windows.has(who)) windows.set(who, await windowOf(browser, who, look));
    const page = await windows.get(who).newPage();
    await open(page);
    const path = `${FOLDER}${folder}/${name.replaceAll(/[^a-z]+/g, "-")}.png`;
    const picture = await page.screenshot({ path, fullPage: true });
    assert.ok(picture.length > 1000, `${path} is empty`);
    await page.close();
  }
  for (const window of windows.values()) await window.close();
}

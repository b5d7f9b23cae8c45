// No page breaks a rule that axe knows: each in French by day on a wide screen, in
// English by night on a phone, and in one more of the other six ways, in turn.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import axe from "axe-core";
import { openBrowser, windowOf } from "./support/house.mjs";
import { pages } from "./support/pages.mjs";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const ALWAYS = [["fr", "light", 1280], ["en", "dark", 390]];
const IN_TURN = [["fr", "dark", 390], ["en", "light", 1280], ["fr", "dark", 1280], ["en", "light", 390], ["fr", "light", 390], ["en", "dark", 1280]];

const windows = new Map();
let browser;
let checked = 0;

before(async () => {
  browser = await openBrowser();
});
after(async () => {
  console.log(`axe looked ${checked} times at ${pages().length} pages`);
  await browser.close();
});

for (const [number, { name, who, open }] of pages().entries()) {
  test(`axe finds nothing to say about: ${name}`, async () => {
    const looks = [...ALWAYS, IN_TURN[number % IN_TURN.length]];
    const said = [];
    for (const lang of ["fr", "en"]) {
      const page = await (await windowFor(who, lang)).newPage();
      await open(page);
      await page.evaluate(axe.source);
      for (const look of looks.filter((look) => look[0] === lang)) said.push(...(await violations(page, look)));
      await page.close();
    }
    assert.deepEqual(said, []);
  });
}

async function violations(page, [lang, theme, width]) {
  await page.emulateMedia({ colorScheme: theme });
  await page.setViewportSize({ width, height: 800 });
  const found = await page.evaluate((rules) => axe.run(document, { runOnly: rules, resultTypes: ["violations"] }), RULES);
  checked += 1;
  return found.violations.flatMap(({ help, nodes }) => nodes.map(({ target, any }) => `${lang}, ${theme}, ${width}: ${help} (${target}) ${any[0]?.message ?? ""}`));
}

async function windowFor(who, lang) {
  const key = `${who} ${lang}`;
  if (!windows.has(key)) windows.set(key, await windowOf(browser, who, { lang }));
  return windows.get(key);
}

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
    const said = [];
    for (const look of [...ALWAYS, IN_TURN[number % IN_TURN.length]]) {
      said.push(...(await violations(who, open, look)).map((violation) => `${look.join(" ")}: ${violation}`));
    }
    assert.deepEqual(said, []);
  });
}

async function violations(who, open, look) {
  const page = await (await windowFor(who, look)).newPage();
  try {
    await open(page);
    await page.evaluate(axe.source);
    const found = await page.evaluate((rules) => axe.run(document, { runOnly: rules, resultTypes: ["violations"] }), RULES);
    checked += 1;
    return found.violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, any }) => `${id} (${help}) at ${target}: ${any[0]?.message ?? ""}`));
  } finally {
    await page.close();
  }
}

async function windowFor(who, [lang, theme, width]) {
  const key = [who, lang, theme, width].join();
  if (!windows.has(key)) windows.set(key, await windowOf(browser, who, { lang, theme, width }));
  return windows.get(key);
}

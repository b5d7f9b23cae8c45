// No page breaks a rule that axe knows, in either language and theme: in French on a
// wide screen, in English on a phone, and the other way round in turn.
//
// A page is loaded once a language, and looked at as it is turned: by day every rule
// is asked; by night, on the same document, only those that look at colours, since
// the theme is a choice of the style sheet (prefers-color-scheme) and changes nothing
// else: no element, no size, no word.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import axe from "axe-core";
import { openBrowser, windowOf } from "./support/house.mjs";
import { pages } from "./support/pages.mjs";

const EVERY_RULE = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
const COLOURS = { type: "rule", values: axe.getRules(["cat.color"]).map(({ ruleId }) => ruleId).filter((rule) => rule !== "color-contrast-enhanced") };
const WIDE = 1280;
const PHONE = 390;

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
    const other = ["fr", "en"][number % 2];
    for (const lang of ["fr", "en"]) {
      const page = await (await windowFor(who, lang)).newPage();
      await open(page);
      assert.equal(await page.locator("html").getAttribute("lang"), lang);
      await page.evaluate(axe.source);
      const widths = lang === "fr" ? [WIDE, PHONE] : [PHONE, WIDE];
      for (const width of lang === other ? widths : [widths[0]]) {
        said.push(...(await violations(page, lang, "light", width, EVERY_RULE)));
        said.push(...(await violations(page, lang, "dark", width, COLOURS)));
      }
      await page.close();
    }
    assert.deepEqual(said, []);
  });
}

async function violations(page, lang, theme, width, rules) {
  await page.emulateMedia({ colorScheme: theme });
  await page.setViewportSize({ width, height: 800 });
  const found = await page.evaluate((runOnly) => axe.run(document, { runOnly, resultTypes: ["violations"] }), rules);
  checked += 1;
  return found.violations.flatMap(({ help, nodes }) => nodes.map(({ target, any }) => `${lang}, ${theme}, ${width}: ${help} (${target}) ${any[0]?.message ?? ""}`));
}

async function windowFor(who, lang) {
  const key = `${who} ${lang}`;
  if (!windows.has(key)) windows.set(key, await windowOf(browser, who, { lang }));
  return windows.get(key);
}

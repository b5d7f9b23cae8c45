// No page breaks a rule that axe knows, in either language and theme, wide and on a phone.
//
// Asked of each page: in French and in English, by day every rule and by night those
// that look at colours, since the theme is a choice of the style sheet
// (prefers-color-scheme) and changes no element, no size and no word. French is looked
// at on a wide screen and English on a phone; every other page in French on a phone too,
// the ones between in English on a wide screen.
//
// What it costs, and what was spared without asking less: a window keeps one tab, so
// that the browser has axe ready when the next page comes; axe comes as its small build,
// the same rules; of what a rule may want fetched only films and sounds are (style
// sheets are for a rule on turned screens that axe itself leaves out); and the two
// languages are looked at side by side, each in a window of its own.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import axe from "axe-core/axe.min.js";
import { openBrowser, tabsIn } from "./support/house.mjs";
import { pages } from "./support/pages.mjs";

const EVERY_RULE = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
const COLOURS = { type: "rule", values: axe.getRules(["cat.color"]).map(({ ruleId }) => ruleId).filter((rule) => rule !== "color-contrast-enhanced") };
const WIDE = 1280;
const PHONE = 390;

let browser;
let tabOf;
let checked = 0;

before(async () => {
  browser = await openBrowser();
  tabOf = tabsIn(browser);
});
after(async () => {
  console.log(`axe looked ${checked} times at ${pages().length} pages`);
  await browser.close();
});

for (const [number, { name, who, open }] of pages().entries()) {
  test(`axe finds nothing to say about: ${name}`, async () => {
    const other = ["fr", "en"][number % 2];
    const look = async (lang) => {
      const page = await tabOf(who, { lang, width: WIDE });
      await open(page);
      assert.equal(await page.locator("html").getAttribute("lang"), lang);
      await page.evaluate(axe.source);
      const said = [];
      const widths = lang === "fr" ? [WIDE, PHONE] : [PHONE, WIDE];
      for (const width of lang === other ? widths : [widths[0]]) {
        said.push(...(await violations(page, lang, "light", width, EVERY_RULE)));
        said.push(...(await violations(page, lang, "dark", width, COLOURS)));
      }
      return said;
    };
    assert.deepEqual((await Promise.all(["fr", "en"].map(look))).flat(), []);
  });
}

async function violations(page, lang, theme, width, rules) {
  await page.emulateMedia({ colorScheme: theme });
  await page.setViewportSize({ width, height: 800 });
  const found = await page.evaluate((runOnly) => axe.run(document, { runOnly, resultTypes: ["violations"], preload: { assets: ["media"] } }), rules);
  checked += 1;
  return found.violations.flatMap(({ help, nodes }) => nodes.map(({ target, any }) => `${lang}, ${theme}, ${width}: ${help} (${target}) ${any[0]?.message ?? ""}`));
}

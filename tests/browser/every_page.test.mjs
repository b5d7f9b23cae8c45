// Of every page, in both languages: it breaks no rule that axe knows, in either theme,
// wide and on a phone; asks nobody but us and breaks no policy of ours on the way; holds in
// 320 px (which is 1280 px at 400 % zoom); has its foot, and ways on where it is an error.
// All of it in one visit: to come to a page costs more than to look at it.
//
// Asked of axe, of each page: in French and in English, by day every rule; by night, in French,
// those that look at colours: the theme is a choice of the style sheet
// (prefers-color-scheme) and changes no element, no size and no word, and no word changes
// a colour. French is looked
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
import { BASE, TROUBLED, awake, openBrowser, tabsIn } from "./support/house.mjs";
import { pages } from "./support/pages.mjs";

const EVERY_RULE = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
const COLOURS = { type: "rule", values: axe.getRules(["cat.color"]).map(({ ruleId }) => ruleId).filter((rule) => rule !== "color-contrast-enhanced") };
const WIDE = 1280;
const PHONE = 390;
const DUTIES = ["/pages/legal", "/pages/personal-data", "/pages/accessibility", "/pages/contact"];

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
  test(`nothing is wrong with: ${name}`, async () => {
    const other = ["fr", "en"][number % 2];
    const look = async (lang) => {
      const page = await tabOf(who, { lang, width: WIDE });
      const said = [];
      const heard = listening(page, said);
      await open(page);
      await awake(page);
      heard.end();
      assert.equal(await page.locator("html").getAttribute("lang"), lang);
      await page.evaluate(axe.source);
      const widths = lang === "fr" ? [WIDE, PHONE] : [PHONE, WIDE];
      for (const width of lang === other ? widths : [widths[0]]) {
        said.push(...(await violations(page, lang, "light", width, EVERY_RULE)));
        if (lang === "fr") said.push(...(await violations(page, lang, "dark", width, COLOURS)));
      }
      said.push(...(await narrow(page)), ...(await ways(page)));
      return said;
    };
    assert.deepEqual((await Promise.all(["fr", "en"].map(look))).flat(), []);
  });
}

/** What a page asks elsewhere, and what the browser complains of, until one stops listening. */
function listening(page, said) {
  const asks = (request) => {
    const ours = [BASE, TROUBLED].some((house) => request.url().startsWith(`${house}/`)) || request.url().startsWith("data:");
    if (!ours) said.push(`asks ${request.url()}`);
  };
  const complains = (message) => {
    // A refused form says so by its status too: that line is the browser's, about the page itself.
    const own = message.location().url === page.url() && /status of (4\d\d|503)/.test(message.text());
    if (message.type() === "error" && !own) said.push(message.text());
  };
  const breaks = (error) => said.push(error.message);
  page.on("request", asks).on("console", complains).on("pageerror", breaks);
  return { end: () => page.off("request", asks).off("console", complains).off("pageerror", breaks) };
}

/** What reaches past the right edge of 320 px, at the height of a phone and at 400 %. */
async function narrow(page) {
  const said = [];
  for (const height of [844, 256]) {
    await page.setViewportSize({ width: 320, height });
    said.push(...(await page.evaluate(stickingOut)));
  }
  return said;
}

/** A foot with what the law asks for; of an error, three ways on. */
async function ways(page) {
  const foot = await page.locator(".footer__links a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  const said = DUTIES.filter((duty) => !foot.includes(duty)).map((duty) => `no ${duty} in the foot`);
  for (const error of await page.locator(".error-page").all()) {
    if ((await error.locator("a").count()) < 3) said.push("no way on");
  }
  return said;
}

/** What makes the page scroll sideways; what scrolls inside itself may. */
function stickingOut() {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const wide = [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1);
  return wide.map((element) => `${element.tagName.toLowerCase()}.${element.className} reaches ${Math.round(element.getBoundingClientRect().right)} px`);
}

async function violations(page, lang, theme, width, rules) {
  await page.emulateMedia({ colorScheme: theme });
  await page.setViewportSize({ width, height: 800 });
  const found = await page.evaluate((runOnly) => axe.run(document, { runOnly, resultTypes: ["violations"], preload: { assets: ["media"] } }), rules);
  checked += 1;
  return found.violations.flatMap(({ help, nodes }) => nodes.map(({ target, any }) => `${lang}, ${theme}, ${width}: ${help} (${target}) ${any[0]?.message ?? ""}`));
}

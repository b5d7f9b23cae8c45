// The server under test, who visits it, and with what eyes.
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

export const BASE = process.env.PASSERELLE_URL;
/** A second house, with the same world: little patience, and no room left on its disk. */
export const TROUBLED = process.env.PASSERELLE_TROUBLED;
export const PLACE = process.env.PASSERELLE_PLACE;
export const PASSWORD = "passerelle-demo";

/** Addresses that prepare.mjs found or made. */
export const world = () => JSON.parse(readFileSync(`${PLACE}/world.json`, "utf8"));

export const openBrowser = (more = []) =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...more,
    ],
  });

/** A browser window of `who` (a demo account, "troubled" for the one of the second house, or null for a visitor). */
export async function windowOf(browser, who, { lang = "fr", theme = "light", width = 1280, ...more } = {}) {
  const context = await browser.newContext({
    baseURL: BASE,
    storageState: who ? `${PLACE}/${who}.json` : undefined,
    locale: lang === "fr" ? "fr-FR" : "en-GB",
    colorScheme: theme,
    viewport: { width, height: width < 600 ? 844 : 800 },
    reducedMotion: "reduce",
    ...more,
  });
  context.setDefaultTimeout(30_000);
  if (who) await context.addCookies([{ name: "locale", value: lang, url: BASE }]);
  return context;
}

/**
 * One tab for each of those who look, taken from page to page: opening another for each
 * page costs more than most pages do. A tab remembers words that were not sent; here the
 * next page is as if one had just come.
 */
export function tabsIn(browser) {
  const tabs = new Map();
  return async (who, { lang = "fr", theme = "light", width = 1280, height = 800 } = {}) => {
    const key = `${who} ${lang}`;
    if (tabs.has(key)) await tabs.get(key).evaluate(() => sessionStorage.clear());
    else tabs.set(key, await (await windowOf(browser, who, { lang })).newPage());
    const tab = tabs.get(key);
    await tab.setViewportSize({ width, height });
    await tab.emulateMedia({ colorScheme: theme });
    return tab;
  };
}

/** A page whose behaviours are at work; its live stream stays open, so the network never rests. */
export const awake = (page) => page.locator("html[data-awake]").waitFor({ state: "attached" });

/** Presses what leads to another page, and waits until that page is all there: a click is done with as soon as its first line has come. */
export const follow = (page, pressed) => Promise.all([page.waitForEvent("load"), pressed.click()]);

/** Signs in by the form, as anyone would. */
export async function signIn(page, account, password = PASSWORD, house = BASE) {
  await page.goto(`${house}/sign-in`);
  await page.locator("#email").fill(account.includes("@") ? account : `${account}@demo.example`);
  await page.locator("#password").fill(password);
  await page.locator('form[action="/session"] .button:not([type="button"])').click();
  await page.waitForURL((url) => url.pathname !== "/session" && url.pathname !== "/sign-in");
}

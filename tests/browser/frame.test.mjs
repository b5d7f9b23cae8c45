// An organisation's offers in a frame of its own site, as that site's visitors see them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import axe from "axe-core/axe.min.js";
import { BASE, openBrowser } from "./support/house.mjs";

const SITE = "http://employer.example/";
const LIST = `${BASE}/organisations/maintien-et-vie/offers/embed`;
const RULES = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };

let browser;

before(async () => {
  // The house is on this machine, and the other site is not: a browser would ask before it lets one in.
  browser = await openBrowser(["--disable-features=LocalNetworkAccessChecks,PrivateNetworkAccessForNavigations"]);
});
after(() => browser.close());

test("another site shows the list, which stores nothing and leads out of the frame", async () => {
  for (const [lang, colorScheme, width] of [["fr", "light", 1280], ["en", "dark", 390]]) {
    const { page, frame } = await framing(`${LIST}?lang=${lang}`, { colorScheme, viewport: { width, height: 800 } });
    await frame.locator(".offer-row").first().waitFor();
    assert.equal(await frame.locator("html").getAttribute("lang"), lang);
    await frame.evaluate(axe.source);
    const found = await frame.evaluate((runOnly) => axe.run(document, { runOnly }), RULES);
    assert.deepEqual(found.violations.map(({ help, nodes }) => `${help} (${nodes[0].target})`), []);
    assert.deepEqual(await page.context().cookies(), []);
    assert.equal(await frame.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth), false);
    await frame.locator(".offer-row a").first().click();
    await page.waitForURL(`${BASE}/offers/**`);
    await page.context().close();
  }
});

test("another site shows no other page of ours", async () => {
  const { page, frame } = await framing(`${BASE}/offers`);
  assert.ok(!frame.url().startsWith(BASE), frame.url());
  assert.equal(await page.frameLocator("iframe").locator(".offer-row").count(), 0);
  await page.context().close();
});

/** A page of the employer's with that address in a frame. */
async function framing(address, options = {}) {
  const page = await (await browser.newContext(options)).newPage();
  await page.route(SITE, (route) =>
    route.fulfill({ contentType: "text/html", body: `<!doctype html><title>Nous</title><iframe src="${address}" title="Nos offres" width="100%" height="640"></iframe>` }),
  );
  await page.goto(SITE);
  return { page, frame: page.frames()[1] };
}

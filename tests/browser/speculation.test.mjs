// Which links a browser may fetch before they are followed, as the browser itself
// understands our rules; and that it does, and asks nothing twice.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { BASE, awake, openBrowser, windowOf, world } from "./support/house.mjs";

let browser;

before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

test("a visitor's reading is fetched beforehand, and nothing else", async () => {
  const at = world();
  const seen = await candidates(null, ["/", "/communities", "/communities/entretiens", at.solved, at.person, "/trades", "/trades/K1304", "/search?q=cv", at.tag]);
  for (const read of ["/", "/communities", "/communities/entretiens", at.solved, at.person, "/unanswered", "/trades", "/pages/legal"]) {
    assert.ok(seen.has(read), `${read} is not fetched beforehand`);
  }
  assert.deepEqual([...seen].filter((path) => !/^\/($|communities$|communities\/|threads\/|tags\/|unanswered$|people\/|trades$|trades\/|pages\/)/.test(path)), []);
  assert.deepEqual([...seen].filter((path) => /\/new$|\.atom$|^\/sign/.test(path)), []);
});

test("a member's threads are not: what one reads would stay unread", async () => {
  const at = world();
  const seen = await candidates("seeker", ["/", "/communities", "/communities/entretiens", at.solved, "/notifications", "/me/account", "/trades"]);
  for (const read of ["/communities", "/communities/entretiens", "/unanswered", "/trades", "/pages/legal"]) {
    assert.ok(seen.has(read), `${read} is not fetched beforehand`);
  }
  assert.deepEqual([...seen].filter((path) => !/^\/(communities$|communities\/[^/]+$|tags\/|unanswered$|trades$|trades\/|pages\/)/.test(path)), []);
});

test("a page fetched when the pointer rests on its link is not asked for again", async () => {
  const context = await windowOf(browser, null);
  const page = await context.newPage();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  const wire = await context.newCDPSession(page);
  const ready = new Promise((resolve) => wire.on("Preload.prefetchStatusUpdated", ({ status, prefetchUrl }) => status === "Ready" && resolve(prefetchUrl)));
  await wire.send("Preload.enable");
  await page.goto("/communities");
  await page.locator('main a[href="/communities/entretiens"]').first().hover();
  assert.equal(await ready, `${BASE}/communities/entretiens`);
  await page.locator('main a[href="/communities/entretiens"]').first().click();
  await page.waitForURL("**/communities/entretiens");
  await awake(page);
  const how = await page.evaluate(() => performance.getEntriesByType("navigation")[0].deliveryType);
  assert.equal(how, "navigational-prefetch");
  await context.close();
});

/** The paths on these pages that the rules let this browser fetch. */
async function candidates(who, paths) {
  const context = await windowOf(browser, who);
  const page = await context.newPage();
  const wire = await context.newCDPSession(page);
  const ruled = new Map();
  const found = new Map();
  let heard = () => {};
  wire.on("Preload.ruleSetUpdated", ({ ruleSet }) => ruled.set(ruleSet.loaderId, ruleSet));
  wire.on("Preload.preloadingAttemptSourcesUpdated", ({ loaderId, preloadingAttemptSources }) => {
    found.set(loaderId, preloadingAttemptSources);
    heard();
  });
  await wire.send("Preload.enable");
  const seen = new Set();
  for (const path of paths) {
    await page.goto(path);
    await awake(page);
    const loader = (await wire.send("Page.getFrameTree")).frameTree.frame.loaderId;
    while (!found.get(loader)?.length) await new Promise((resolve) => (heard = resolve));
    assert.equal(ruled.get(loader)?.errorType, undefined, ruled.get(loader)?.errorMessage);
    for (const { key } of found.get(loader)) {
      assert.equal(key.action, "Prefetch");
      seen.add(new URL(key.url).pathname);
    }
  }
  await context.close();
  return seen;
}

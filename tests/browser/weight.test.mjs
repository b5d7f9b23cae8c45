// A reader's browser carries little: what a first visit to a thread weighs is printed.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { awake, openBrowser, windowOf, world } from "./support/house.mjs";

const LIGHT = 60_000; // bytes, as they travel

let browser;

before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

for (const who of [null, "seeker"]) {
  test(`a first visit to a thread by ${who ?? "a visitor"} weighs at most ${LIGHT / 1000} KB`, async () => {
    const { total, parts } = await weigh(who, world().solved);
    console.log(`a first visit by ${who ?? "a visitor"}: ${(total / 1000).toFixed(1)} KB (${parts.join(", ")})`);
    assert.ok(total <= LIGHT, `${total} bytes`);
  });
}

/** What crosses the wire, headers included, for everything the page fetches. */
async function weigh(who, path) {
  const context = await windowOf(browser, who);
  const page = await context.newPage();
  const wire = await context.newCDPSession(page);
  const fetched = new Map();
  wire.on("Network.responseReceived", ({ requestId, type, response }) => fetched.set(requestId, { type, url: response.url, bytes: 0 }));
  wire.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (fetched.has(requestId)) fetched.get(requestId).bytes = encodedDataLength;
  });
  await wire.send("Network.enable");
  await page.goto(path, { waitUntil: "load" });
  await awake(page);
  await context.close();
  const all = [...fetched.values()];
  assert.ok(all.some(({ type }) => type === "Stylesheet") && all.some(({ type }) => type === "Script"), "the page came whole");
  const types = [...new Set(all.map(({ type }) => type))];
  const sum = (some) => some.reduce((total, { bytes }) => total + bytes, 0);
  const parts = types.map((type) => `${type} ${(sum(all.filter((one) => one.type === type)) / 1000).toFixed(1)}`);
  return { total: sum(all), parts };
}

// An open thread: what others write appears, and nothing moves under the eye.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { awake, openBrowser, windowOf, world } from "./support/house.mjs";
import { say } from "./support/words.mjs";

let browser;
let reader;
let writer;
let page;

before(async () => {
  browser = await openBrowser();
  reader = await windowOf(browser, "seeker");
  writer = await windowOf(browser, "adviser");
  page = await reader.newPage();
  await page.goto(world().unanswered);
  await awake(page);
});
after(() => browser.close());

async function answers(body) {
  const other = await writer.newPage();
  await other.goto(world().unanswered);
  await other.locator("#compose textarea").fill(body);
  await other.locator("#compose > .form__actions .button").first().click();
  await other.waitForLoadState();
  await other.close();
}

test("a reply is told politely and shown when its reader asks for it", async () => {
  await answers("Une première réponse, à l'instant.");
  // The first reply of a thread: its list is not there yet, and the page says so.
  await page.locator('[role="status"]', { hasText: say("fr", "live-new") }).waitFor({ state: "attached" });
  await page.reload();
  await awake(page);
  await page.locator("#compose").scrollIntoViewIfNeeded();
  const before = await page.locator("#compose").boundingBox();
  await answers("Une deuxième réponse, à l'instant.");
  const button = page.locator("button.live");
  await button.waitFor();
  assert.deepEqual(await page.locator("#compose").boundingBox(), before, "nothing moved under the eye");
  await button.click();
  await page.locator(".conversation", { hasText: "Une deuxième réponse" }).waitFor();
  assert.ok(await button.isHidden());
});

test("words begun here are found on another device", async () => {
  await page.locator("#compose textarea").fill("Je réponds depuis le bus, et");
  await page.locator(".compose__kept", { hasText: say("fr", "draft-saved") }).waitFor();
  const elsewhere = await (await windowOf(browser, "seeker")).newPage();
  await elsewhere.goto(world().unanswered);
  assert.equal(await elsewhere.locator("#compose textarea").inputValue(), "Je réponds depuis le bus, et");
});

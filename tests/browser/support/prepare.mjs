// Before the tests: wait for the servers, sign everyone in once, and make the few
// things the demo world lacks (a long thread, an edit, a refused proposal…).
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { FEED } from "./feed.mjs";
import { BASE, PASSWORD, PLACE, TROUBLED, openBrowser, signIn, windowOf } from "./house.mjs";

const ROLES = ["seeker", "recruiter", "adviser", "manager", "admin", "newcomer", "suspended"];

await Promise.all([answering(BASE), answering(TROUBLED)]);
const browser = await openBrowser();
for (const role of ROLES) {
  const context = await windowOf(browser, null);
  await signIn(await context.newPage(), role);
  await context.storageState({ path: `${PLACE}/${role}.json` });
  await context.close();
}
const seeker = await windowOf(browser, "seeker");
const adviser = await windowOf(browser, "adviser");
const recruiter = await windowOf(browser, "recruiter");
const world = { ...(await found()), ...(await made()), ...(await inLetters()) };
await troubles();
writeFileSync(`${PLACE}/world.json`, JSON.stringify(world, null, 2));
await browser.close();

async function answering(house) {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await fetch(`${house}/_ping`).then((answer) => answer.ok, () => false)) return;
    await pause(200);
  }
  throw new Error(`${house} does not answer`);
}

async function found() {
  const page = await adviser.newPage();
  const thread = async (room, title) => {
    await page.goto(`/communities/${room}`);
    return page.locator(".thread-row__title a", { hasText: title }).first().getAttribute("href");
  };
  const solved = await thread("entretiens", "Deux ans sans emploi");
  await page.goto(solved);
  return {
    solved,
    answer: (await page.locator("#solution .post__when").getAttribute("href")).match(/\d+$/)[0],
    moderated: await thread("entretiens", "si je comptais avoir des enfants"),
    unanswered: await thread("entretiens", "mise en situation"),
    closed: await thread("changer-de-metier", "Un CDI le jour"),
    person: "/people/chantal-bourdin",
    tag: "/tags/entretien",
  };
}

async function made() {
  const journal = await post(seeker, "/communities/nantes-saint-nazaire/threads", {
    title: "Une ligne par jour, jusqu'à la signature",
    kind: "experience",
    tags: "recherche, moral",
    body: "Je note ici **une ligne par jour**. Pas pour me plaindre : pour voir que cela avance. Écrivez la vôtre si cela vous dit.",
  });
  const days = ["deux candidatures, une réponse automatique", "appel de l'entrepôt de Montoir, on me rappelle jeudi", "rien, et c'est très bien aussi", "atelier CV avec Martin, une page de moins", "j'ai dit non à un poste à 55 km", "visite d'un atelier, j'ai posé six questions", "relance envoyée, polie et courte"];
  for (let day = 1; day <= 45; day += 1) {
    await post(day % 3 ? seeker : adviser, `${bare(journal)}/posts`, { body: `Jour ${day} : ${days[day % days.length]}.` });
  }
  const page = await seeker.newPage();
  await page.goto(journal);
  const deep = await page.locator('a[rel="next"]').getAttribute("href");
  const opening = (await page.locator("article.question").getAttribute("id")).slice("post-".length);
  await post(seeker, `/posts/${opening}`, {
    body: "Je note ici **une ligne par jour**, le soir. Pas pour me plaindre : pour voir que cela avance. Écrivez la vôtre.",
    reason: "le moment de la journée",
  });
  await post(seeker, bare(journal), { tags: "recherche, moral, entraide", reason: "on s'y aide aussi" });
  await post(seeker, `${bare(journal)}/draft`, { body: "Jour 46 : je voulais ajouter que…" });
  await post(seeker, `${bare(journal)}/bookmark`, { note: "À relire avant jeudi.", remind_on: "2099-12-24" });
  await post(seeker, "/people/denis-fabre/silence", { kind: "mute" });
  const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGPgqqjAgxhGpbEhAPpcYakyyo9zAAAAAElFTkSuQmCC", "base64");
  const picture = { name: "quai.png", mimeType: "image/png", buffer: png };
  await post(seeker, "/me/profile/photo", { picture }, "multipart");
  await post(seeker, "/pictures/new", { picture, alt: "Le quai, vu du pont" }, "multipart");
  const proposed = await post(adviser, "/communities", {
    name: "Reprendre après une maladie",
    description: "Ce qui aide à revenir au travail, à son rythme, et ce qu'il vaut mieux demander avant.",
    kind: "situation",
    audience: "members",
  });
  await post(adviser, "/me/data/exports", { password: PASSWORD });
  const data = await adviser.newPage();
  for (let tries = 0; tries < 300 && (await data.locator('form[action^="/me/data/exports/"]').count()) === 0; tries += 1) {
    await pause(tries && 200);
    await data.goto("/me/data");
  }
  return { journal, mine: bare(journal), deep, opening, proposed, slip: await slips(), run: await imported() };
}

/** The receipt of a file of offers. */
async function imported() {
  const file = { name: "hier.xml", mimeType: "text/xml", buffer: Buffer.from(FEED) };
  const its = "/organisations/maintien-et-vie";
  await post(recruiter, `${its}/sources`, { file }, "multipart");
  return post(recruiter, `${its}/runs`, { source: "hier.xml" });
}

/** The code of one paper, and a later paper: the one that gets another code, at any time. */
async function slips() {
  const code = await slip("Mariam");
  await slip("Solange");
  return code;
}

/** The code on someone's paper, told once, as the answer to the form. */
async function slip(name) {
  const page = await adviser.newPage();
  await page.goto("/me/slips/new");
  await page.locator("#display_name").fill(name);
  await page.locator("#headline").fill("Devenir aide à domicile, autour de Quimper");
  await page.locator("#skill_1").fill("Accompagner une personne âgée");
  await page.locator("#story_1").fill("Trois ans de repas, de toilettes et de papiers.");
  await page.locator("#agreed").check();
  await page.locator('form[action="/me/slips"] .button').click();
  return `/slips/${await page.locator(".slip__symbols").textContent()}`;
}

/** What one gets to from a letter only. */
async function inLetters() {
  await post(seeker, "/session/links", { email: "newcomer@demo.example" });
  await post(seeker, "/resets", { email: "newcomer@demo.example" });
  const [kind, someone] = ["seeker", "joelle.martel@exemple.fr"];
  await post(seeker, "/accounts", { email: someone, display_name: "Joëlle Martel", password: "trois ponts sur la Loire", kind });
  const page = await seeker.newPage();
  const letterTo = async (whom, what) => {
    await page.goto("/dev/letters");
    for (const path of await page.locator(".letter-row", { hasText: whom }).locator("a").evaluateAll((links) => links.map((link) => link.getAttribute("href")))) {
      await page.goto(path);
      const link = page.locator(`a[href*="${what}"]`).first();
      if (await link.count()) return { letter: path, link: new URL(await link.getAttribute("href"), BASE).pathname };
    }
    throw new Error(`no letter to ${whom} leads to ${what}`);
  };
  const { letter, link } = await letterTo("newcomer@", "/session/links/");
  const reset = (await letterTo("newcomer@", "/resets/")).link;
  const confirmation = (await letterTo(someone, "/confirmations/")).link;
  return { letter, link, reset, confirmation, unsubscribe: { all: stopping("a"), thread: stopping("t1"), followed: stopping("f") } };
}

/** The link of a letter that only comes after a while, signed with the secret of development. */
function stopping(scope) {
  const person = 40;
  const signed = createHash("sha256").update(`development-only\0unsubscribe/${person}/${scope}`).digest("hex");
  return `/unsubscribe/${person}-${scope}-${signed.slice(0, 40)}`;
}

/** An export that cannot be written goes on for hours; then nothing can be written at all. */
async function troubles() {
  const context = await windowOf(browser, null);
  const page = await context.newPage();
  await signIn(page, "seeker", PASSWORD, TROUBLED);
  await context.storageState({ path: `${PLACE}/troubled.json` });
  rmSync(`${PLACE}/troubled/exports`, { recursive: true, force: true });
  writeFileSync(`${PLACE}/troubled/exports`, "");
  await post(context, `${TROUBLED}/me/data/exports`, { password: PASSWORD });
  execFileSync("prlimit", ["--pid", process.env.PASSERELLE_TROUBLED_PID, "--fsize=0:0"]);
  await context.close();
}

async function post(context, path, form, as = "form") {
  const answer = await context.request.post(path, { [as]: form, headers: { origin: new URL(path, BASE).origin }, maxRedirects: 0 });
  if (answer.status() >= 400) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`);
  return new URL(answer.headers().location ?? "/", BASE).pathname;
}

function bare(thread) {
  return thread.replace(/(\/threads\/\d+).*/, "$1");
}

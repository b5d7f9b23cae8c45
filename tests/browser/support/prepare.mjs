// Before the tests: wait for the server, sign everyone in once, and make the few
// things the demo world lacks (a long thread, an edit, a refused proposal…).
import { writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { BASE, PLACE, openBrowser, signIn, windowOf } from "./house.mjs";

const ROLES = ["seeker", "adviser", "manager", "admin", "newcomer", "suspended"];

await answering();
const browser = await openBrowser();
for (const role of ROLES) {
  const context = await windowOf(browser, null);
  await signIn(await context.newPage(), role);
  await context.storageState({ path: `${PLACE}/${role}.json` });
  await context.close();
}
const seeker = await windowOf(browser, "seeker");
const adviser = await windowOf(browser, "adviser");
const world = { ...(await found()), ...(await made()) };
writeFileSync(`${PLACE}/world.json`, JSON.stringify(world, null, 2));
await browser.close();

async function answering() {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await fetch(`${BASE}/_ping`).then((answer) => answer.ok, () => false)) return;
    await pause(200);
  }
  throw new Error(`${BASE} does not answer`);
}

async function found() {
  const page = await adviser.newPage();
  const thread = async (room, title) => {
    await page.goto(`/communities/${room}`);
    return page.locator(".thread-row__title a", { hasText: title }).first().getAttribute("href");
  };
  return {
    solved: await thread("entretiens", "Deux ans sans emploi"),
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
  await post(seeker, `${bare(journal)}/draft`, { body: "Jour 46 : je voulais ajouter que…" });
  await post(seeker, `${bare(journal)}/bookmark`, { note: "À relire avant jeudi.", remind_on: "2099-12-24" });
  await post(seeker, "/people/denis-fabre/silence", { kind: "mute" });
  const proposed = await post(adviser, "/communities", {
    name: "Reprendre après une maladie",
    description: "Ce qui aide à revenir au travail, à son rythme, et ce qu'il vaut mieux demander avant.",
    kind: "situation",
    audience: "members",
  });
  await post(seeker, "/session/links", { email: "newcomer@demo.example" });
  await page.goto("/dev/letters");
  await page.locator(".letter-row", { hasText: "newcomer@" }).locator("a").first().click();
  const letter = new URL(page.url()).pathname;
  const link = new URL(await page.locator('a[href*="/session/links/"]').getAttribute("href")).pathname;
  return { journal, deep, opening, proposed, letter, link };
}

async function post(context, path, form) {
  const answer = await context.request.post(path, { form, headers: { origin: BASE }, maxRedirects: 0 });
  if (answer.status() >= 400) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`);
  return new URL(answer.headers().location ?? "/", BASE).pathname;
}

function bare(thread) {
  return thread.replace(/(\/threads\/\d+).*/, "$1");
}

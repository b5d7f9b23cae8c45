// Every kind of page, who sees it, and how one gets there.
import { awake, world } from "./house.mjs";

/** Each: { name, who, open }; `open` leaves the page on the screen. */
export function pages() {
  const at = world();
  const to = (path) => async (page) => whole(page, await page.goto(path));
  const list = [];
  const add = (who, places) => {
    for (const [name, place] of Object.entries(places)) {
      list.push({ name, who, open: typeof place === "string" ? to(place) : place });
    }
  };

  add(null, {
    "home": "/",
    "communities": "/communities",
    "communities, none found": "/communities?kind=branch&audience=staff",
    "room": "/communities/entretiens",
    "thread, solved": at.solved,
    "thread, unanswered": at.unanswered,
    "thread, moderated": at.moderated,
    "thread, closed": at.closed,
    "thread, second page": at.deep,
    "unanswered": "/unanswered",
    "tag": at.tag,
    "person": at.person,
    "search": "/search",
    "search, found": "/search?q=travail+de+nuit",
    "search, narrowed": "/search?q=cv&type=thread&is=solved",
    "search, put right": "/search?q=comptabel",
    "search, nothing": "/search?q=zzzzzz",
    "sign-in": "/sign-in",
    "sign-in, refused": signInRefused,
    "sign-up": "/sign-up",
    "sign-up, refused": signUpRefused,
    "reset": "/resets/new",
    "reset, asked": resetAsked,
    "link, its button": at.link,
    "link, spent": "/session/links/une-adresse-qui-a-deja-servi",
    "legal": "/pages/legal",
    "personal data": "/pages/personal-data",
    "accessibility": "/pages/accessibility",
    "contact": "/pages/contact",
    "missing": "/communities/nulle-part",
    "letters": "/dev/letters",
    "letter": at.letter,
  });
  add("newcomer", { "first day": "/" });
  add("suspended", { "account, suspended": "/me/account" });
  add("seeker", {
    "my day": "/",
    "communities, signed in": "/communities",
    "seekers' room": "/communities/entre-demandeurs",
    "account": "/me/account",
    "account, refused": accountRefused,
    "sessions": "/me/sessions",
    "blocks": "/me/blocks",
    "replies": "/notifications",
    "kept threads": "/me/bookmarks",
    "my messages": "/me/writings",
    "drafts": "/me/drafts",
    "e-mails": "/me/preferences",
    "my data": "/me/data",
    "my page": "/people/nadia-ferhat",
    "someone's page": at.person,
    "thread, to answer": at.solved,
    "thread, mine": at.journal,
    "thread, bravo open": bravoOpen,
    "thread, bravo refused": bravoRefused,
    "new thread": "/communities/entretiens/threads/new",
    "new thread, refused": threadRefused,
    "new thread, asked already": askedAlready,
    "search, suggestions": suggestions,
    "edit thread": at.journal.replace(/(\/threads\/\d+).*/, "$1/edit"),
    "edit post": `/posts/${at.opening}/edit`,
    "history": `/posts/${at.opening}/history`,
  });
  add("adviser", { "propose a room": "/communities/new" });
  add("manager", {
    "room, managed": "/communities/entretiens",
    "settings": "/communities/entretiens/settings",
    "thread, managed": at.moderated,
    "thread, menu open": menuOpen,
  });
  add("admin", {
    "people": "/admin/people",
    "people, none found": "/admin/people?q=personne-de-ce-nom",
    "people, suspending": suspending,
    "claims": "/admin/claims",
    "undelivered": "/admin/letters",
    "proposal": at.proposed,
    "closed door": "/communities/entre-demandeurs",
  });
  return list;

  async function bravoOpen(page) {
    await page.goto(at.solved);
    await page.locator("#solution .post__form summary").first().click();
  }

  async function bravoRefused(page) {
    await bravoOpen(page);
    await send(page, page.locator("#solution .post__form[open] form"));
  }

  async function menuOpen(page) {
    await page.goto(at.solved);
    await page.locator(".question .post__acts .menu summary").click();
  }
}

async function signInRefused(page) {
  await page.goto("/sign-in");
  await page.locator("#email").fill("seeker@demo.example");
  await page.locator("#password").fill("ce n'est pas cela");
  await send(page, page.locator('form[action="/session"]'));
}

async function signUpRefused(page) {
  await page.goto("/sign-up");
  await page.locator("#email").fill("camille@exemple");
  await page.locator("#display_name").fill("Camille");
  await page.locator("#password").fill("court");
  await send(page, page.locator('form[action="/accounts"]'));
}

async function resetAsked(page) {
  await page.goto("/resets/new");
  await page.locator("#email").fill("camille@exemple.fr");
  await send(page, page.locator('form[action="/resets"]'));
}

async function accountRefused(page) {
  await page.goto("/me/account");
  await page.locator("#handle").fill("admin");
  await send(page, page.locator('form[action="/me/account"]'));
}

async function threadRefused(page) {
  await page.goto("/communities/entretiens/threads/new");
  await page.locator("#tags").fill("un, deux, trois, quatre, cinq, six");
  await page.locator("#title").fill("Puis-je venir avec mes propres questions ?");
  await page.locator("#body").fill("J'en ai six, écrites au dos d'un ticket.");
  await send(page, page.locator('form[action$="/threads"]'));
}

async function askedAlready(page) {
  await page.goto("/communities/entretiens/threads/new");
  await awake(page);
  await page.locator("#title").pressSequentially("Comment parler de deux ans sans emploi");
  await page.locator(".similar__list").waitFor();
}

async function suggestions(page) {
  await page.goto("/search");
  await awake(page);
  await page.locator("#q").pressSequentially("nuit");
  await page.locator(".suggestions").waitFor();
}

async function suspending(page) {
  await page.goto("/admin/people");
  await page.locator(".person-row .post__form summary").first().click();
}

/** Sends a form past the browser's own checks, so that the server answers. */
async function send(page, form) {
  const [answer] = await Promise.all([
    page.waitForResponse((answer) => answer.request().isNavigationRequest() && answer.request().method() === "POST"),
    page.waitForEvent("framenavigated"),
    form.evaluate((form) => {
      form.noValidate = true;
      form.requestSubmit();
    }),
  ]);
  await page.waitForLoadState();
  whole(page, answer);
}

/** A page that says the house broke is none of these, however well it says it. */
function whole(page, answer) {
  if (answer.status() >= 500) throw new Error(`${page.url()} answered ${answer.status()}`);
}

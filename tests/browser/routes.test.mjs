// A page that nobody lists is a page that nobody looks at: every address the server
// answers is in the list of pages, or named here as no page.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { BASE, PLACE } from "./support/house.mjs";
import { pages } from "./support/pages.mjs";

/** What answers something else than a page, and what. */
const NOT_A_PAGE = {
  "/_health": "for machines",
  "/_ping": "for machines",
  "/_readiness": "for machines",
  "/metrics": "for machines",
  "/api/v1/search": "for programs",
  "/api/v1/openapi.json": "for programs",
  "/api/v1/organisations/{slug}/offers": "for programs",
  "/api/v1/organisations/{slug}/runs/{id}": "for programs",
  "/sitemap.xml": "for search engines",
  "/sitemaps/{part}": "for search engines",
  "/offers.xml": "for programs",
  "/offers.linkedin.xml": "for programs",
  "/offers.atom": "for programs",
  "/offers.json": "for programs",
  "/organisations/{slug}/offers.xml": "for programs",
  "/organisations/{slug}/offers.linkedin.xml": "for programs",
  "/organisations/{slug}/offers.atom": "for programs",
  "/organisations/{slug}/offers.json": "for programs",
  "/organisations/{slug}/offers/embed": "in a page of another site, seen in frame.test.mjs",
  "/communities/{slug}/offers.xml": "for programs",
  "/communities/{slug}/offers.linkedin.xml": "for programs",
  "/communities/{slug}/offers.atom": "for programs",
  "/communities/{slug}/offers.json": "for programs",
  "/robots.txt": "for search engines",
  "/static/{*path}": "files",
  "/live": "a stream",
  "/suggest": "a fragment, seen in “search, suggestions”",
  "/search/similar": "a fragment, seen in “new thread, asked already”",
  "/communities/{slug}/mentions": "a fragment of the compose box",
  "/threads/{id}/mentions": "a fragment of the compose box",
  "/posts/{id}": "a way to its thread",
  "/me/data/exports/{id}": "a file",
  "/pictures/{token}": "a picture",
  "/me/profile/files/{format}": "a file",
};

const routes = printedRoutes();

test("every page the server has is looked at", () => {
  const known = new Set([...pages().map(({ at }) => routeOf(at)), ...Object.keys(NOT_A_PAGE)]);
  assert.deepEqual(routes.filter((route) => !known.has(route)), []);
});

test("what is listed is there", () => {
  assert.deepEqual(Object.keys(NOT_A_PAGE).filter((route) => !routes.includes(route)), []);
  assert.deepEqual(pages().filter(({ at }) => !routeOf(at)).map(({ name }) => name), []);
});

test("no two pages have one name: their pictures would be one", () => {
  const names = pages().map(({ name }) => name);
  assert.deepEqual(names.filter((name, place) => names.indexOf(name) !== place), []);
});

/** What one gets from the server, as its `routes` command prints it: a tree, each with its whole address at the end. */
function printedRoutes() {
  const printed = execFileSync(process.env.PASSERELLE_BINARY, ["routes"], {
    encoding: "utf8",
    env: { ...process.env, DATABASE_URL: undefined, LOCO_ENV: undefined, DATA_DIR: `${PLACE}/routes` },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const found = [...printed.matchAll(/^.*\bGET(?:,[A-Z,]+)? +(\/\S*)?$/gm)].map(([, route]) => route ?? "/");
  assert.ok(found.length > 40, "the routes were printed otherwise");
  return found;
}

/** Of the routes an address fits, the one with the fewest blanks. */
function routeOf(at) {
  const path = new URL(at, BASE).pathname;
  const blanks = (route) => route.split("{").length;
  const fits = (route) => new RegExp(`^${route.replaceAll(".", "\\.").replaceAll(/\{[^}]+\}/g, "[^/]+")}$`).test(path);
  return routes.filter(fits).sort((one, other) => blanks(one) - blanks(other))[0];
}

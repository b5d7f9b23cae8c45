// The house's own sentences, so that a test presses the button a reader sees, in
// either language, and a better wording breaks nothing.
import { readdirSync, readFileSync } from "node:fs";

const folder = (lang) => new URL(`../../../assets/i18n/${lang === "fr" ? "fr-FR" : "en-US"}/`, import.meta.url);
const read = {};

/** One line of Fluent, its arguments put in. */
export function say(lang, key, args = {}) {
  read[lang] ??= sentences(folder(lang));
  const sentence = read[lang].get(key);
  if (!sentence) throw new Error(`no sentence ${key} in ${lang}`);
  return sentence.replace(/\{ \$(\w+) \}/g, (_, name) => args[name] ?? "");
}

function sentences(folder) {
  const lines = readdirSync(folder).flatMap((name) => readFileSync(new URL(name, folder), "utf8").split("\n"));
  return new Map(lines.map((line) => line.match(/^([a-z][\w-]*) = (.+)$/)?.slice(1, 3)).filter(Boolean));
}

// What one may mean, while one types: a combobox (ARIA 1.2) over a plain search form, or
// over a field that names something. Arrows choose; Enter goes there, or fills the field;
// Escape keeps the words as they are; with nothing chosen, Enter sends the form. Without
// this file the form is sent all the same.
const PAUSE = 120; // ms: wait until the fingers rest

export default function suggest(element) {
  const fills = element.matches("input");
  const input = fills ? element : element.querySelector("input[name=q]");
  if (!input) return;
  const around = fills ? element.parentElement : element;
  const { suggestUrl, label, announce } = element.dataset;
  const list = build("ul", "suggestions", { role: "listbox", id: `${input.id}-suggestions`, "aria-label": label });
  const voice = build("p", "visually-hidden", { role: "status" });
  let offered = [];
  let chosen = -1;
  let timer;
  let asked = 0;

  around.classList.add("with-suggestions");
  around.append(list, voice);
  list.hidden = true;
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) {
    input.setAttribute(name, value);
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing || event.ctrlKey || event.metaKey) return;
    const act = { ArrowDown: () => choose(chosen + 1), ArrowUp: () => choose(chosen - 1), Escape: close }[event.key];
    if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      go(offered[chosen]);
    } else if (act) {
      event.preventDefault();
      act();
    }
  });

  async function look() {
    const typed = input.value.trim();
    const mine = ++asked;
    const found = typed.length > 1 ? await ask(typed) : [];
    if (mine === asked) open(found); // an older answer came late
  }

  async function ask(typed) {
    try {
      const address = new URL(suggestUrl, location);
      address.searchParams.set("q", typed);
      const answer = await fetch(address);
      return answer.ok ? (await answer.json()).suggestions : [];
    } catch {
      return [];
    }
  }

  function open(found) {
    if (!found.length || document.activeElement !== input) return close();
    offered = found;
    chosen = -1;
    list.replaceChildren(...offered.map(option));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    input.removeAttribute("aria-activedescendant");
    voice.textContent = announce;
  }

  function option(suggestion, index) {
    const item = build("li", "", { role: "option", id: `${list.id}-${index}`, "aria-selected": "false" });
    const kind = build("span", "suggestions__kind");
    kind.textContent = suggestion.kind_name;
    if (fills) item.lang = "fr"; // names of the house are French
    item.append(suggestion.label, " ", kind);
    item.addEventListener("pointerdown", (event) => {
      event.preventDefault(); // the field keeps the focus
      go(suggestion);
    });
    return item;
  }

  // Past either end one is back in one's own words.
  function choose(index) {
    chosen = index >= offered.length ? -1 : index < -1 ? offered.length - 1 : index;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === chosen)));
    if (chosen < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[chosen].id);
    list.children[chosen].scrollIntoView({ block: "nearest" });
  }

  function go(suggestion) {
    if (!fills) return location.assign(suggestion.path);
    input.value = suggestion.label;
    close();
  }

  function close() {
    clearTimeout(timer);
    asked += 1; // whatever is still on its way is no longer wanted
    list.hidden = true;
    voice.textContent = "";
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
}

function build(name, className, attributes = {}) {
  const element = document.createElement(name);
  element.className = className;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

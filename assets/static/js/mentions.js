// While one types "@na", the people of this thread whose name begins so are offered
// under the text. Arrows choose, Enter or Tab takes, Escape refuses; a polite voice
// says how many there are (data-announce-results, with {count}).
const UNFINISHED = /(?:^|[\s(])@([\p{L}\d_-]{2,})$/u;
const PAUSE = 150; // ms: wait until the fingers rest

export default function mentions(form, text) {
  const { mentionsUrl, announceResults = "", labelMentions = "" } = form.dataset;
  const list = build("ul", "mentions", { role: "listbox", id: `${text.id}-mentions`, "aria-label": labelMentions });
  const voice = build("p", "visually-hidden", { role: "status" });
  let people = [];
  let chosen = 0;
  let timer;
  let asked = 0;

  const focused = document.activeElement === text;
  const words = build("div", "compose__words");
  text.replaceWith(words);
  words.append(text, list, voice);
  if (focused) text.focus();
  list.hidden = true;
  text.setAttribute("aria-autocomplete", "list");
  text.setAttribute("aria-controls", list.id);

  text.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(suggest, PAUSE);
  });
  text.addEventListener("blur", close);
  text.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing || event.ctrlKey || event.metaKey) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  const keys = {
    ArrowDown: () => choose(chosen + 1),
    ArrowUp: () => choose(chosen - 1),
    Enter: () => take(people[chosen]),
    Tab: () => take(people[chosen]),
    Escape: close,
  };

  async function suggest() {
    const begun = beginning();
    const mine = ++asked;
    const found = begun ? await ask(begun) : [];
    if (mine !== asked) return; // an older answer came late
    open(found);
  }

  async function ask(begun) {
    try {
      const answer = await fetch(`${mentionsUrl}?q=${encodeURIComponent(begun)}`);
      return answer.ok ? await answer.json() : [];
    } catch {
      return [];
    }
  }

  function open(found) {
    if (!found.length) return close();
    people = found;
    list.replaceChildren(...people.map(option));
    list.hidden = false;
    voice.textContent = announceResults.replace("{count}", people.length);
    choose(0);
  }

  function option(person, index) {
    const item = build("li", "", { role: "option", id: `${list.id}-${index}` });
    const handle = build("span", "mentions__handle");
    handle.textContent = `@${person.handle}`;
    item.append(person.name, handle);
    item.addEventListener("pointerdown", (event) => {
      event.preventDefault(); // the text keeps the focus
      take(person);
    });
    return item;
  }

  function choose(index) {
    chosen = (index + people.length) % people.length;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", at === chosen));
    text.setAttribute("aria-activedescendant", list.children[chosen].id);
  }

  function take(person) {
    const end = text.selectionStart;
    const begun = beginning();
    if (begun) {
      text.setRangeText(`${person.handle} `, end - begun.length, end, "end");
      text.dispatchEvent(new Event("input", { bubbles: true }));
    }
    close();
  }

  function close() {
    clearTimeout(timer);
    asked += 1; // whatever is still on its way is no longer wanted
    list.hidden = true;
    voice.textContent = "";
    text.removeAttribute("aria-activedescendant");
  }

  function beginning() {
    return UNFINISHED.exec(text.value.slice(0, text.selectionStart))?.[1] ?? "";
  }
}

function build(name, className, attributes = {}) {
  const element = document.createElement(name);
  element.className = className;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

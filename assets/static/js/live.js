// What happens in this thread while it is open. Said politely, and never moving the
// words under the eye: what belongs below the screen is put there at once; anything
// else waits behind a button. The stream is open while the page is looked at, and no
// longer: browsers keep six connections to a place, and one is enough.
export default function live(page) {
  const { thread, labelNew, labelChanged, labelShow } = page.dataset;
  const list = page.querySelector(".conversation");
  const whole = !page.querySelector('.pages a[rel="next"]');
  const waiting = [];
  let source;
  let last = "";

  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button live";
  button.hidden = true;
  button.addEventListener("click", () => {
    for (const act of waiting.splice(0)) act();
    button.hidden = true;
  });
  page.append(said);
  (list ?? page).after(button);

  document.addEventListener("visibilitychange", follow);
  addEventListener("pagehide", close);
  follow();

  function follow() {
    if (document.visibilityState === "hidden") return close();
    if (source) return;
    const since = last ? `&since=${last}` : "";
    source = new EventSource(`/live?thread=${thread}${since}`);
    on("post", ({ id, html }) => {
      // The first reply brings the conversation with it; a later page has it already.
      if (!list) return place(() => location.reload(), false, labelNew);
      if (!whole || document.getElementById(`post-${id}`)) return announce(labelNew);
      const item = document.createElement("li");
      item.id = `post-${id}`;
      item.innerHTML = html; // made by the server, like every post of this page
      place(() => list.append(item), isBelow(list, "bottom"), labelNew);
    });
    on("change", ({ id, html }) => {
      const old = document.getElementById(`post-${id}`);
      if (!old) return;
      const change = () => {
        if (old.matches("article")) old.outerHTML = html;
        else old.innerHTML = html;
      };
      place(change, isBelow(old, "top"), labelChanged);
    });
    on("thread", () => place(() => location.reload(), false, labelChanged));
    on("reload", () => place(() => location.reload(), false, labelChanged));
    on("count", ({ waiting: count }) => {
      for (const place of document.querySelectorAll("[data-live-count]")) {
        place.hidden = count === 0;
        place.firstChild.data = count > 99 ? "99+" : String(count);
      }
    });
  }

  function on(name, act) {
    source.addEventListener(name, (event) => {
      if (event.lastEventId) last = event.lastEventId;
      act(JSON.parse(event.data));
    });
  }

  function close() {
    source?.close();
    source = undefined;
  }

  function isBelow(element, edge) {
    return element.getBoundingClientRect()[edge] > innerHeight;
  }

  function place(act, unseen, label) {
    if (unseen) act();
    else waiting.push(act);
    button.hidden = waiting.length === 0;
    button.textContent = waiting.length ? `${label} – ${labelShow}` : "";
    announce(label);
  }

  function announce(label) {
    said.textContent = "";
    requestAnimationFrame(() => (said.textContent = label));
  }
}

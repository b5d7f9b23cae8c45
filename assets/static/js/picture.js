// A picture, chosen and described without leaving the box: sent by itself, then put
// where the cursor stood. Without this, the same button keeps the words and goes to a page.
const HEAVIEST = 12 * 1024 * 1024; // as the server says

export default function picture(form, text) {
  const button = form.querySelector("[data-picture]");
  const box = form.querySelector(".compose__picture");
  if (!button || !box) return;

  const file = box.querySelector("[type=file]");
  const alt = box.querySelector("[type=text]");
  const insert = box.querySelector("[data-insert]");
  const said = box.querySelector("[role=alert]");
  button.type = "button";
  button.setAttribute("aria-expanded", "false");

  button.addEventListener("click", () => (box.hidden ? open() : close()));
  box.querySelector("[data-close]").addEventListener("click", close);
  insert.addEventListener("click", send);
  alt.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // it would send the message around it
    send();
  });

  function open() {
    box.hidden = false;
    button.setAttribute("aria-expanded", "true");
    file.focus();
  }

  function close() {
    box.hidden = true;
    button.setAttribute("aria-expanded", "false");
    said.textContent = file.value = alt.value = "";
    button.focus();
  }

  async function send() {
    const [chosen] = file.files;
    if (!chosen) return file.focus();
    if (!alt.value.trim()) return alt.focus();
    if (chosen.size > HEAVIEST) return (said.textContent = box.dataset.limit);
    const body = new FormData();
    body.set("alt", alt.value);
    body.set("picture", chosen);
    insert.disabled = true;
    said.textContent = box.dataset.sending;
    try {
      const answer = await fetch(box.dataset.url, { method: "POST", body, headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (answer.status === 201) return put(told.markdown);
      said.textContent = told.detail ?? box.dataset.refused;
    } catch {
      said.textContent = box.dataset.refused;
    } finally {
      insert.disabled = false;
    }
  }

  function put(markdown) {
    const before = text.value.slice(0, text.selectionEnd);
    const apart = before && !before.endsWith("\n") ? "\n\n" : "";
    text.setRangeText(`${apart}${markdown}\n`, text.selectionEnd, text.selectionEnd, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
    close();
    text.focus();
  }
}

// Sends what is being written to the server, a moment after each pause and when the
// page is left: found again on another device, or after the battery died. The button
// that does it without scripts says where; a line says, politely, that it was done.
const PAUSE = 1500;

export default function drafts(form, kept) {
  const button = form.querySelector("[data-draft]");
  if (!button) return;
  const action = button.getAttribute("formaction");
  button.hidden = true;

  const said = document.createElement("p");
  said.className = "compose__kept";
  said.setAttribute("role", "status");
  button.closest(".form__actions").after(said);

  let last = words();
  let timer;
  let sent = false;

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => {
    sent = true;
    clearTimeout(timer);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save();
  });

  async function save() {
    const now = words();
    if (sent || now === last) return;
    try {
      const answer = await fetch(action, {
        method: "POST",
        body: new URLSearchParams(now),
        headers: { Accept: "application/json" },
        redirect: "manual",
        keepalive: now.length < 60_000, // what browsers let outlive the page
      });
      if (answer.status !== 204) throw new Error(answer.status);
      last = now;
      kept();
      said.textContent = form.dataset.labelSaved ?? "";
    } catch {
      said.textContent = form.dataset.labelUnsaved ?? "";
    }
  }

  function words() {
    return new URLSearchParams(new FormData(form)).toString();
  }
}

// Under the title of a new question: threads that ask nearly the same, so that it is
// not asked twice. Said politely; nothing moves while one types in the title itself.
const PAUSE = 500; // ms

export default function similar(place) {
  const { similarUrl, of } = place.dataset;
  const field = place.closest("form")?.elements[of];
  if (!field) return;
  let timer;
  let shown = "";

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  if (field.value.trim()) look();

  async function look() {
    const title = field.value.trim();
    if (title === shown || title.split(/\s+/).length < 2) return;
    shown = title;
    try {
      const answer = await fetch(`${similarUrl}?q=${encodeURIComponent(title)}`);
      // Ours, made by the same templates as the page.
      if (answer.ok && title === shown) place.innerHTML = await answer.text();
    } catch {
      // Without an answer one asks as before.
    }
  }
}

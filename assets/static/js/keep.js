// Unsent words survive a reload, a lost connection or a wrong turn, in this tab only.
// The key holds who writes: on a shared computer the next person must not find them.
export const PREFIX = "words:";

export default function keep(form, text) {
  const key = `${PREFIX}${form.dataset.writer ?? ""}:${form.getAttribute("action")}`;

  // Kept here only until the server has them: what is still here is newer.
  text.value = read(key) || text.value;

  text.addEventListener("input", () => write(key, text.value));
  form.addEventListener("submit", () => write(key, ""));
  return () => write(key, "");
}

// Storage may be switched off or full: then nothing is kept, and writing goes on.
function read(key) {
  try {
    return sessionStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

function write(key, words) {
  try {
    if (words) sessionStorage.setItem(key, words);
    else sessionStorage.removeItem(key);
  } catch {
    // see above
  }
}

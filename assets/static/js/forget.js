// On the form that signs out: leaving the computer leaves no unsent words behind.
import { PREFIX } from "./keep.js";

export default function forget(form) {
  form.addEventListener("submit", () => {
    try {
      Object.keys(sessionStorage)
        .filter((key) => key.startsWith(PREFIX))
        .forEach((key) => sessionStorage.removeItem(key));
    } catch {
      // no storage, nothing kept
    }
  });
}

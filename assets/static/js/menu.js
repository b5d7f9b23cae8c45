// A details.menu closes on Escape, on a press elsewhere, and when focus moves on.
export default function menu(details) {
  const close = () => {
    details.open = false;
  };

  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    close();
    details.querySelector("summary").focus();
  });

  details.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !details.contains(relatedTarget)) close();
  });

  document.addEventListener("pointerdown", ({ target }) => {
    if (!details.contains(target)) close();
  });
}

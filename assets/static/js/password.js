// A button that shows the password one types. On an input with data-label-show and
// data-label-hide; it is hidden again before it is sent, so that no browser remembers
// it as plain text.
export default function password(input) {
  const { labelShow, labelHide } = input.dataset;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--quiet button--small";
  button.setAttribute("aria-controls", input.id);

  const show = (visible) => {
    input.type = visible ? "text" : "password";
    button.textContent = visible ? labelHide : labelShow;
  };

  const focused = document.activeElement === input;
  const row = document.createElement("div");
  row.className = "field__secret";
  input.replaceWith(row);
  row.append(input, button);
  if (focused) input.focus();

  button.addEventListener("click", () => show(input.type === "password"));
  input.form?.addEventListener("submit", () => show(false));
  show(false);
}

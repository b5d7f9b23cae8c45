// A button that shows the words as they will be read, made by the server itself.
// Labels come from the form: data-label-preview, data-label-write, and
// data-preview-refused for the day the server cannot answer.
export default function preview(form, text) {
  const page = form.querySelector(".compose__preview");
  // The form's own: the box of a picture inside it has some too.
  const actions = form.querySelector(".form__actions:not(.compose__picture *)");
  if (!page || !actions?.querySelector(".button")) return;

  const { labelPreview, labelWrite, previewRefused, previewUrl } = form.dataset;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--quiet";
  button.textContent = labelPreview;
  actions.querySelector(".button").after(button);

  page.tabIndex = -1;
  page.setAttribute("role", "region");
  page.setAttribute("aria-label", labelPreview);

  button.addEventListener("click", async () => {
    if (!page.hidden) return write();
    await render().catch(() => {
      page.textContent = previewRefused ?? "";
    });
    read();
  });

  // Words that the browser refuses must be seen to be mended.
  text.addEventListener("invalid", write);

  async function render() {
    const answer = await fetch(previewUrl, {
      method: "POST",
      body: new URLSearchParams({ body: text.value }),
    });
    if (!answer.ok) throw new Error(answer.status);
    page.innerHTML = await answer.text(); // sanitised by the server, like every post
  }

  function read() {
    page.hidden = false;
    text.hidden = true;
    button.textContent = labelWrite;
    page.focus();
  }

  function write() {
    page.hidden = true;
    text.hidden = false;
    button.textContent = labelPreview;
    text.focus();
  }
}

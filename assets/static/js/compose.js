// The box where one writes. The form works without any of this.
import drafts from "./drafts.js";
import grow from "./grow.js";
import keep from "./keep.js";
import mentions from "./mentions.js";
import picture from "./picture.js";
import preview from "./preview.js";

export default function compose(form) {
  const text = form.querySelector("textarea");
  if (!text) return;

  drafts(form, keep(form, text));
  grow(text);
  picture(form, text);
  if (form.dataset.previewUrl) preview(form, text);
  if (form.dataset.mentionsUrl) mentions(form, text);

  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
}

// The box grows with its text where CSS cannot do it alone (field-sizing: content).
export default function grow(text) {
  if (CSS.supports("field-sizing", "content")) return;

  const fit = () => {
    text.style.height = "auto";
    text.style.height = `${text.scrollHeight + 2}px`;
  };
  text.addEventListener("input", fit);
  fit();
}

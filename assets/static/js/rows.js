// A list whose rows are walked with the keyboard while focus is in it: j and k to the next
// and the one before, x to tick, o to open, e to edit, a to tick all. Letters typed in a
// field stay letters.
export default function rows(list) {
  const all = [...list.children];
  const tick = (row) => row.querySelector("input[type=checkbox]");
  const title = (row) => row.querySelector("h2 a");

  const acts = {
    j: (row) => title(all[all.indexOf(row) + 1] ?? row).focus(),
    k: (row) => title(all[all.indexOf(row) - 1] ?? row).focus(),
    x: (row) => tick(row).click(),
    o: (row) => title(row).click(),
    e: (row) => row.querySelector("[data-key=e]").click(),
    a: () => {
      const ticks = all.map(tick);
      const some = ticks.some((box) => !box.checked);
      for (const box of ticks) box.checked = some;
    },
  };

  list.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const row = event.target.closest("li.console-row");
    const typing = event.target.matches("textarea, select, input:not([type=checkbox])");
    const act = acts[event.key];
    if (!row || typing || !act) return;
    event.preventDefault();
    act(row);
  });
}

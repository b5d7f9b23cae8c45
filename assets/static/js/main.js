// Attaches behaviours to the elements that name them: <form data-behaviour="compose">.
// A page fetches only what it holds. Each module's default export takes one element.
const behaviours = {
  compose: () => import("./compose.js"),
  forget: () => import("./forget.js"),
  live: () => import("./live.js"),
  menu: () => import("./menu.js"),
  password: () => import("./password.js"),
  rows: () => import("./rows.js"),
  similar: () => import("./similar.js"),
  suggest: () => import("./suggest.js"),
};

const waking = [];
for (const element of document.querySelectorAll("[data-behaviour]")) {
  for (const name of element.dataset.behaviour.split(" ")) {
    waking.push(behaviours[name]?.().then((module) => module.default(element)));
  }
}
// Said when everything the page holds is at work.
Promise.allSettled(waking).then(() => (document.documentElement.dataset.awake = ""));

// What a page does beyond links and forms: search while typing, drag over the timeline, keys, cards, copying, theme.
// Every page works without it.
"use strict";

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const calm = matchMedia("(prefers-reduced-motion: reduce)");

function say(words) {
  const toast = one("[data-toast]");
  toast.textContent = words;
  toast.classList.add("shown");
  clearTimeout(say.timer);
  say.timer = setTimeout(() => toast.classList.remove("shown"), 2500);
}

// Theme
function startTheme() {
  const button = one("[data-theme-toggle]");
  const root = document.documentElement;
  const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  button.hidden = false;
  button.setAttribute("aria-pressed", isDark());
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    button.setAttribute("aria-pressed", isDark());
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* not kept, but shown */ }
  });
}

// Copying
function startCopying(within) {
  for (const button of all("[data-copy]", within)) button.hidden = false;
}

async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    const area = document.createElement("textarea");  // where the page is not served from this machine or by https
    area.value = words;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  say("Copied");
}

// Search while typing: the same address, its found part put in place
let asking = null;

async function ask(address, push) {
  asking?.abort();
  asking = new AbortController();
  try {
    const reply = await fetch(address, { signal: asking.signal, headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const found = one("[data-found]", page);
    if (!found) { location.assign(address); return; }
    one("[data-found]").replaceWith(found);
    document.title = page.title;
    history[push ? "pushState" : "replaceState"]({}, "", address);
    startFound();
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
  }
}

function startLive() {
  const form = one("[data-live]");
  if (!form) return;
  const address = () => {
    const fields = [...new FormData(form)].filter(([name, value]) => value && !(name === "order" && !form.dataset.sorted));
    return "/search" + (fields.length ? "?" + new URLSearchParams(fields) : "");
  };
  form.addEventListener("input", (event) => {
    if (event.target.name === "order") form.dataset.sorted = "yes";
    if (!form.checkValidity()) return;
    clearTimeout(form.timer);
    form.timer = setTimeout(() => ask(address(), false), 220);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(form.timer);
    ask(address(), true);
  });
  if (new URLSearchParams(location.search).has("order")) form.dataset.sorted = "yes";
  addEventListener("popstate", () => location.reload());
}

// Timeline: drag from one bar to another
function startTimeline(within) {
  for (const figure of all("[data-timeline]", within)) {
    const svg = one("svg", figure), drag = one("[data-drag]", figure), bars = all("a", svg);
    const place = (event) => {
      const box = svg.getBoundingClientRect();
      return Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1) * svg.viewBox.baseVal.width;
    };
    let from = null;
    svg.addEventListener("pointerdown", (event) => { if (event.button === 0) from = place(event); });
    svg.addEventListener("dragstart", (event) => event.preventDefault());
    addEventListener("pointermove", (event) => {
      if (from === null) return;
      const to = place(event);
      drag.setAttribute("x", Math.min(from, to));
      drag.setAttribute("width", Math.abs(to - from));
    });
    addEventListener("pointerup", (event) => {
      if (from === null) return;
      const [low, high] = [from, place(event)].sort((a, b) => a - b);
      from = null;
      drag.setAttribute("width", 0);
      if (high - low < 6) return;
      const within = bars.filter((bar) => {
        const box = one(".slot", bar);
        const x = Number(box.getAttribute("x"));
        return x + Number(box.getAttribute("width")) > low && x < high;
      });
      if (!within.length) return;
      svg.addEventListener("click", (click) => click.preventDefault(), { once: true, capture: true });
      const address = new URL(within[0].href.baseVal, location);
      address.searchParams.set("until", within.at(-1).dataset.until);
      location.assign(address);
    });
  }
}

// Articles: a statement's pieces light up together; touching one opens its card
function openNote(key, move) {
  const note = document.getElementById("s-" + key);
  if (!note) return;
  note.open = true;
  light(key);
  setCurrent(note);
  if (move) note.scrollIntoView({ block: "nearest", behavior: calm.matches ? "auto" : "smooth" });
}

function light(key) {
  for (const piece of all(".m.lit")) piece.classList.remove("lit");
  if (key) for (const piece of all(`.m[data-s~="${key}"]`)) piece.classList.add("lit");
}

function startArticle() {
  const article = one("[data-article]");
  if (!article) return;
  article.addEventListener("click", (event) => {
    const piece = event.target.closest("[data-s], [data-show]");
    if (!piece) return;
    const key = piece.dataset.show || piece.dataset.s.split(" ")[0];
    if (!document.getElementById("s-" + key)) return;  // in another part of a long article: the link leads there
    event.preventDefault();
    openNote(key, true);
    history.replaceState({}, "", "#s-" + key);
    if (piece.dataset.show) one(`.m[data-s~="${key}"]`)?.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
  });
  for (const note of all("[data-note]", article)) {
    note.addEventListener("toggle", () => light(one("[data-note][open]", article)?.dataset.note));
    note.addEventListener("pointerenter", () => light(note.dataset.note));
    note.addEventListener("pointerleave", () => light(one("[data-note][open]", article)?.dataset.note));
  }
  const asked = location.hash.match(/^#s-([0-9a-f]+)$/);
  if (asked) {
    openNote(asked[1], false);
    one(`.m[data-s~="${asked[1]}"]`)?.scrollIntoView({ block: "center" });
  }
}

// Network: one person and their ties
function startNetwork() {
  for (const picture of all(".picture:has([data-node])")) {
    const pick = (node) => {
      picture.classList.toggle("picked", Boolean(node));
      for (const part of all(".near, .out, .in", picture)) part.classList.remove("near", "out", "in");
      if (!node) return;
      const mine = node.dataset.node;
      const lift = (name) => all(`[data-node="${name}"], [data-name="${name}"]`, picture).forEach((part) => part.classList.add("near"));
      lift(mine);
      for (const tie of all("[data-tie]", picture)) {
        const [from, to] = tie.dataset.tie.split(" ");
        if (from !== mine && to !== mine) continue;
        tie.classList.add("near", from === mine ? "out" : "in");
        lift(from === mine ? to : from);
      }
    };
    for (const kind of ["pointerover", "focusin"]) picture.addEventListener(kind, (event) => pick(event.target.closest("[data-node]")));
    picture.addEventListener("pointerleave", () => pick(null));
    picture.addEventListener("focusout", () => pick(null));
  }
}

// Keys: / search, j and k along the cards, Enter opens, Escape closes
function setCurrent(card) {
  for (const other of all("[data-card].current")) other.classList.remove("current");
  card.classList.add("current");
}

function step(by) {
  const cards = all("[data-card]").filter((card) => card.offsetParent);
  if (!cards.length) return;
  const at = cards.findIndex((card) => card.classList.contains("current"));
  const card = cards[Math.min(Math.max(at + by, 0), cards.length - 1)] || cards[0];
  setCurrent(card);
  if (card.dataset.note) {
    openNote(card.dataset.note, false);
    one("summary", card).focus({ preventScroll: true });
  } else {
    one("[data-open]", card).focus({ preventScroll: true });
  }
  card.scrollIntoView({ block: card.dataset.note ? "center" : "nearest", behavior: calm.matches ? "auto" : "smooth" });
}

function startKeys() {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest?.("input, textarea, select");
    if (event.key === "Escape") {
      if (typing) { typing.blur(); return; }
      const open = one("[data-note][open]");
      if (open) { open.open = false; light(null); one("summary", open).focus(); }
      return;
    }
    if (typing) return;
    if (event.key === "/") {
      const box = one("[data-live] [data-slash]") || one("[data-slash]");
      if (box) { event.preventDefault(); box.focus(); box.select(); }
    } else if (event.key === "j" || event.key === "k") {
      event.preventDefault();
      step(event.key === "j" ? 1 : -1);
    } else if (event.key === "Enter" && event.target === document.body) {
      one("[data-card].current [data-open]")?.click();
    }
  });
}

function startFound() {
  const found = one("[data-found]");
  if (!found) return;
  startTimeline(found);
}

startTheme();
startCopying(document);
startLive();
startFound();
if (!one("[data-found]")) startTimeline(document);
startArticle();
startNetwork();
startKeys();
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) copy(button.dataset.copy);
});

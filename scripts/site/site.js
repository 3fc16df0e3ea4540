// Search without a server, the menu of small screens, copying code, and where in the page one is.
const me = document.currentScript;
const dialog = document.querySelector("#busca");
const input = dialog.querySelector("input");
const list = dialog.querySelector("ol");

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const escape = (text) => text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

let loading;
const ready = () => loading ??= new Promise((done) => {
  const script = document.createElement("script");
  script.src = me.dataset.index;
  script.onload = () => done(window.INDICE.map(([page, title, url, text]) =>
    ({ page, title, url, text, folded: [fold(page), fold(title), fold(text)] })));
  document.head.append(script);
});

const starts = (text, word) => text.startsWith(word) || new RegExp(`[^\\p{L}\\p{N}]${word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`, "u").test(text);

// Whoever has every word comes before whoever has some.
function points({ folded: [page, title, text] }, words) {
  let sum = 0, has = 0;
  for (const word of words) {
    const here = (starts(title, word) ? 12 : 0) + (starts(page, word) ? 5 : 0) + (starts(text, word) ? 3 : text.includes(word) ? 1 : 0);
    has += here > 0;
    sum += here;
  }
  return has && 100 * has + sum + (page === title ? 1 : 0);
}

function snippet({ text, folded }, words) {
  const at = Math.min(...words.map((word) => folded[2].indexOf(word)).filter((n) => n >= 0), Infinity);
  const from = Number.isFinite(at) ? Math.max(0, at - 50) : 0;
  const cut = (from ? "… " : "") + text.slice(from, from + 150).trim() + (text.length > from + 150 ? " …" : "");
  return mark(cut, words);
}

function mark(text, words) {
  const same = [...text].map((c) => fold(c)).join("").length === text.length ? fold(text) : text.toLowerCase();
  const spots = words.flatMap((word) => {
    const at = same.indexOf(word);
    return at < 0 ? [] : [[at, at + word.length]];
  }).sort((a, b) => a[0] - b[0]);
  let out = "", end = 0;
  for (const [a, b] of spots) {
    if (a < end) continue;
    out += escape(text.slice(end, a)) + "<mark>" + escape(text.slice(a, b)) + "</mark>";
    end = b;
  }
  return out + escape(text.slice(end));
}

async function look() {
  const all = await ready();
  const words = fold(input.value).split(/\s+/).filter(Boolean);
  if (!words.length) { list.replaceChildren(); return; }
  const found = all.map((row) => [points(row, words), row]).filter(([n]) => n).sort((a, b) => b[0] - a[0]).slice(0, 12);
  list.innerHTML = found.map(([, row]) =>
    `<li><a href="${escape(me.dataset.up + row.url)}"><small>${escape(row.page)}</small><b>${mark(row.title, words)}</b><span>${snippet(row, words)}</span></a></li>`,
  ).join("") || `<li class="none">${escape(list.dataset.none)}</li>`;
}

function open() {
  dialog.showModal();
  input.select();
  ready();
}

document.querySelector("#buscar").addEventListener("click", open);
input.addEventListener("input", look);
list.addEventListener("click", (event) => event.target.closest("a") && dialog.close());
dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
dialog.querySelector("form").addEventListener("submit", (event) => {
  if (event.submitter?.matches("button")) return;
  event.preventDefault();
  list.querySelector("a")?.click();
});
dialog.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target === input) { event.preventDefault(); list.querySelector("a")?.click(); }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const all = [input, ...list.querySelectorAll("a")];
  const next = all[all.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
  event.preventDefault();
  next?.focus();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !dialog.open && !event.target.matches("input, textarea")) { event.preventDefault(); open(); }
});

const menu = document.querySelector("#menu");
const side = document.querySelector("#lado");
menu.addEventListener("click", () => menu.setAttribute("aria-expanded", side.classList.toggle("open")));
side.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });

for (const pre of document.querySelectorAll("article pre")) {
  const button = document.createElement("button");
  button.className = "copy";
  button.textContent = list.dataset.copy;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(pre.querySelector("code").textContent);
    button.textContent = list.dataset.copied;
    setTimeout(() => { button.textContent = list.dataset.copy; }, 1600);
  });
  const holder = document.createElement("div");
  holder.className = "code";
  pre.replaceWith(holder);
  holder.append(pre, button);
}
for (const heading of document.querySelectorAll("article :is(h2, h3)[id]")) {
  const link = Object.assign(document.createElement("a"), { href: `#${heading.id}`, className: "anchor", textContent: "#" });
  link.setAttribute("aria-hidden", "true");
  link.tabIndex = -1;
  heading.append(link);
}

const marks = new Map([...document.querySelectorAll(".toc a")].map((a) => [decodeURIComponent(a.hash.slice(1)), a]));
const watcher = new IntersectionObserver((seen) => {
  for (const one of seen) {
    if (!one.isIntersecting) continue;
    marks.forEach((a) => a.removeAttribute("aria-current"));
    marks.get(one.target.id)?.setAttribute("aria-current", "true");
  }
}, { rootMargin: "-80px 0px -70% 0px" });
document.querySelectorAll("article h2[id]").forEach((heading) => watcher.observe(heading));

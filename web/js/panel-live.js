// One WebSocket a tab. The page says what it watches with data-assunto="topic" or "topic?key"; the server pushes HTML:
// - an element whose id is on the page takes its place (morphed, so that focus and open folds stay);
// - one with data-em="#list" that is not there yet goes into that list, by data-ordem (greater first) or at its end;
// - one with data-some is taken off the page;
// - one with data-busca makes the tab fetch that address into the element data-em, if data-marca differs.
// After a break the regions with data-de-novo (or the whole content) are fetched anew; drafts are never touched.

const PATIENCE = [500, 1000, 2000, 4000, 8000];
let socket = null;
let tries = 0;
let position = 0;

/** Opens the socket and keeps it open. */
export function connect() {
  position ||= Number(document.body.dataset.posicao ?? 0);
  const address = new URL("/vivo", location.href);
  address.protocol = address.protocol.replace("http", "ws");
  socket = new WebSocket(address);
  socket.addEventListener("open", () => {
    tries = 0;
    say("ligado", "Ao vivo");
    watch();
  });
  socket.addEventListener("message", (event) => take(JSON.parse(event.data)));
  socket.addEventListener("close", (event) => (event.code === 4401 ? leave() : again()));
}

/** Tells the server what this page shows now; call it after the page's regions changed. */
export function watch() {
  if (socket?.readyState !== WebSocket.OPEN) return;
  const assuntos = [...new Set([...document.querySelectorAll("[data-assunto]")].map((each) => each.dataset.assunto))];
  socket.send(JSON.stringify({ assuntos, desde: position }));
}

document.addEventListener("htmx:after:swap", () => watch());

function again() {
  say("caiu", "Sem conexão");
  setTimeout(connect, PATIENCE[Math.min(tries, PATIENCE.length - 1)] * (0.8 + Math.random() * 0.4));
  tries += 1;
}

function leave() {
  location.assign("/entrar");
}

function say(state, words) {
  const place = document.getElementById("ligacao");
  if (!place) return;
  place.dataset.estado = state;
  place.querySelector(".words-of-state").textContent = words;
  document.documentElement.dataset.ligacao = state;
}

function take(message) {
  if (message.sair) return leave();
  if (message.de_novo) return fetchAnew();
  position = Math.max(position, message.ate ?? 0);
  const box = document.createElement("template");
  box.innerHTML = message.html;
  for (const element of [...box.content.children]) place(element);
  document.dispatchEvent(new CustomEvent("central:vivo"));
}

function place(element) {
  const { some, busca, em, marca } = element.dataset;
  if (some) return document.getElementById(some)?.remove();
  if (busca) return fetchInto(busca, em, marca);
  const there = document.getElementById(element.id);
  if (there) return morph(there, element);
  const list = em && document.querySelector(em);
  if (list) insert(list, element);
}

function morph(there, element) {
  const moves = element.dataset.ordem && element.dataset.ordem !== there.dataset.ordem;
  const { parentElement: list } = there;
  window.htmx.swap({ sourceElement: there, target: there, text: element.outerHTML, swap: "outerMorph" });
  const renewed = document.getElementById(element.id);
  if (moves && renewed && !busy(list)) insert(list, renewed);
}

/** Nobody likes a row that moves away under the pointer, the finger or the keyboard. */
const busy = (list) => list.matches(":hover") || list.scrollTop > 40 || list.contains(document.activeElement);

function insert(list, element) {
  const order = Number(element.dataset.ordem ?? NaN);
  const after = Number.isNaN(order) ? null : [...list.children].find((each) => each !== element && Number(each.dataset.ordem ?? -Infinity) < order);
  list.insertBefore(element, after ?? null);
  window.htmx.process(element);
  element.dispatchEvent(new CustomEvent("central:novo", { bubbles: true }));
}

function fetchInto(path, id, mark) {
  const target = document.getElementById(id);
  if (!target || target.dataset.marca === mark || typing(target)) return;
  target.dataset.marca = mark;
  window.htmx.ajax("GET", path, { target: `#${CSS.escape(id)}`, swap: "innerHTML" });
}

/** Nobody loses what they are writing or choosing. */
const typing = (target) => target.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");

/** What this page missed, from the page itself: its regions replaced, its drafts kept. */
async function fetchAnew() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok) return;
  if (answer.redirected && new URL(answer.url).pathname === "/entrar") return leave();
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  position = Number(fresh.body.dataset.posicao ?? position);
  const marked = document.querySelectorAll("[data-de-novo]");
  for (const region of marked) {
    const renewed = fresh.getElementById(region.id);
    if (renewed) window.htmx.swap({ sourceElement: region, target: region, text: renewed.outerHTML, swap: "outerMorph" });
  }
  watch();
}

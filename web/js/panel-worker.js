// The service worker: keeps the files of the pages, never a page or a word of a lead, and says when there is no network.

const SHELF = "central-1";
const OFFLINE = `<!doctype html><html lang="pt-BR"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Sem conexão · Central</title><link rel="stylesheet" href="/static/css/tokens.css"><link rel="stylesheet" href="/static/css/controls.css">
<link rel="stylesheet" href="/static/css/panel-frame.css"><body class="door"><main class="door-card"><h1>Sem conexão</h1>
<p class="lead-in">A Central continua trabalhando. Assim que a rede voltar, esta página volta também.</p>
<p><a class="quiet" href="">Tentar de novo</a></p></main></body></html>`;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (address.pathname.startsWith("/static/")) event.respondWith(freshOrKept(request));
  else if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => new Response(OFFLINE, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } })));
});

async function freshOrKept(request) {
  const shelf = await caches.open(SHELF);
  try {
    const answer = await fetch(request);
    if (answer.ok) shelf.put(request, answer.clone());
    return answer;
  } catch (error) {
    const kept = await shelf.match(request);
    if (kept) return kept;
    throw error;
  }
}

// An alert: what it shows came sealed, and names nobody.
self.addEventListener("push", (event) => {
  const said = event.data ? event.data.json() : { titulo: "Central", texto: "", endereco: "/conversas", marca: "central" };
  const shown = { body: said.texto, tag: said.marca, icon: "/static/css/icon-192.png", data: said.endereco, renotify: true };
  event.waitUntil(self.registration.showNotification(said.titulo, shown));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const path = new URL(event.notification.data || "/", self.location.origin);
  if (path.origin !== self.location.origin) return;
  event.waitUntil(self.clients.openWindow(path.href));
});

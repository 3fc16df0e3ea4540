// What every page of the panel does in the browser: CSRF with each change, toasts, drawers, keys, the service worker.
// Answers of the server are HTML that htmx puts in place; only live regions are put in place by panel-live.js.

import { connect } from "./panel-live.js";

const csrf = document.querySelector('meta[name="csrf"]')?.content ?? "";

document.addEventListener("htmx:config:request", (event) => {
  event.detail.ctx.request.headers["X-CSRF"] = csrf;
});

document.addEventListener("htmx:after:request", (event) => {
  const words = event.detail.ctx.response?.raw?.headers.get("x-aviso");
  if (words) toast(decodeURIComponent(words));
});

document.addEventListener("htmx:error", (event) => {
  if (event.detail.error?.name === "TypeError") toast("Sem conexão: nada foi enviado. Tente de novo.");
});

/** Says something in the corner for a moment. */
export function toast(words) {
  const box = document.getElementById("avisos");
  if (!box) return;
  const line = document.createElement("p");
  line.className = "toast";
  line.textContent = words;
  box.append(line);
  setTimeout(() => line.remove(), 6000);
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-abre]");
  if (opener) open(opener);
  if (event.target.closest("[data-fecha]")) event.target.closest("dialog")?.close();
  if (event.target instanceof HTMLDialogElement && event.target.open) event.target.close();
});

function open(opener) {
  opener.closest("dialog")?.close();
  document.getElementById(opener.dataset.abre)?.showModal();
}

// What arrives in the side drawer opens it.
document.addEventListener("htmx:after:swap", (event) => {
  const drawer = document.getElementById("gaveta");
  if (event.detail.ctx.target?.id === "gaveta-corpo" && drawer && !drawer.open) drawer.showModal();
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-envia-ao-mudar]")) event.target.form?.requestSubmit();
});

document.addEventListener("submit", (event) => {
  const words = event.target.dataset?.confirma;
  if (words && !window.confirm(words)) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}, true);

function toastOfAddress() {
  const address = new URL(location.href);
  const words = address.searchParams.get("aviso");
  if (!words) return;
  address.searchParams.delete("aviso");
  history.replaceState(history.state, "", address);
  toast(words.slice(0, 300));
}

toastOfAddress();
// Of more tabs than a phone has room for, the open one is seen.
for (const tab of document.querySelectorAll(".tabs [aria-current]")) tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft - 24;
for (const place of document.querySelectorAll(".settings-nav [aria-current]")) {
  const list = place.closest("nav");
  list.scrollTop = place.offsetTop - list.clientHeight / 2;
}
if (document.body.classList.contains("panel")) connect();
if ("serviceWorker" in navigator && document.body.classList.contains("panel")) navigator.serviceWorker.register("/trabalhador.js").catch(() => {});
document.documentElement.dataset.pronto = "1";

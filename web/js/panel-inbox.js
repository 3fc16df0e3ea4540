// Conversas in the browser: scrolling that follows only who is at the end, drafts that survive, files, keys, waiting times.

import { toast } from "./panel.js";
import { watch } from "./panel-live.js";

const lines = () => document.getElementById("linhas");
const page = document.getElementById("conteudo");
let atEnd = true;

// ── the thread ───────────────────────────────────────────────────────────────────────────────────

function opened() {
  const box = lines();
  page.classList.toggle("with-open", Boolean(box));
  if (!box) return;
  atEnd = true;
  box.scrollTop = box.scrollHeight;
  box.addEventListener("scroll", () => {
    atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 60;
    if (atEnd) document.getElementById("ao-fim").hidden = true;
  }, { passive: true });
  restoreDraft();
  const current = document.querySelector("[data-conversa]")?.dataset.conversa;
  for (const row of document.querySelectorAll(".rows .row")) {
    if (row.id === `c-${current}`) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
}

document.addEventListener("central:novo", (event) => {
  if (!event.target.closest("#linhas")) return;
  if (atEnd) lines().scrollTop = lines().scrollHeight;
  else if (event.target.matches(".theirs")) document.getElementById("ao-fim").hidden = false;
});
document.addEventListener("central:vivo", () => { if (atEnd && lines()) lines().scrollTop = lines().scrollHeight; lateness(); hideMyself(); });

document.addEventListener("toggle", (event) => {
  if (event.target.matches?.(".why[open]")) event.target.scrollIntoView({ block: "nearest", behavior: "smooth" });
}, true);

// ── drafts ───────────────────────────────────────────────────────────────────────────────────────

const draftKey = (entry) => `central.rascunho.${entry.dataset.rascunho}`;

function restoreDraft() {
  const entry = document.querySelector("[data-rascunho]");
  if (entry && !entry.value) entry.value = sessionStorage.getItem(draftKey(entry)) ?? "";
}

document.addEventListener("input", (event) => {
  if (event.target.matches("[data-rascunho]")) sessionStorage.setItem(draftKey(event.target), event.target.value);
});

// ── who writes ───────────────────────────────────────────────────────────────────────────────────

const TELL_EVERY = 3000;
let told = 0;

document.addEventListener("input", (event) => {
  const thread = event.target.closest?.("[data-conversa]");
  if (!thread || !event.target.matches("#texto, #nota-forma textarea") || Date.now() - told < TELL_EVERY) return;
  told = Date.now();
  const headers = { "X-CSRF": document.querySelector('meta[name="csrf"]').content, "HX-Request": "true" };
  fetch(`/conversas/${thread.dataset.conversa}/digitando`, { method: "POST", headers }).catch(() => {});
});

/** What is the same for all tabs also names me; I know that I am writing. */
function hideMyself() {
  for (const line of document.querySelectorAll(".typing [data-conta]")) line.hidden = line.dataset.conta === document.body.dataset.conta;
}

document.addEventListener("htmx:after:request", (event) => {
  const { ctx } = event.detail;
  const form = ctx.sourceElement;
  if (!(form instanceof HTMLFormElement) || !ctx.response?.raw?.ok) return;
  const entry = form.querySelector("[data-rascunho]");
  if (entry) {
    sessionStorage.removeItem(draftKey(entry));
    atEnd = true;
  }
  if (entry || form.id === "nota-forma") form.reset();
  if (form.id === "nota-forma") form.hidden = true;
});

// ── taps ─────────────────────────────────────────────────────────────────────────────────────────

document.addEventListener("click", (event) => {
  const hit = (selector) => event.target.closest(selector);
  if (hit("#ao-fim")) lines().scrollTo({ top: lines().scrollHeight, behavior: "smooth" });
  if (hit("[data-ficha]")) toggleCard();
  if (hit("[data-nota]")) toggleNote();
  const quick = hit("[data-resposta]");
  if (quick) useQuick(quick.dataset.resposta);
});

function toggleCard() {
  const open = document.querySelector(".thread").classList.toggle("with-card");
  document.querySelector(".thread-head [data-ficha]").setAttribute("aria-expanded", String(open));
}

function toggleNote() {
  const form = document.getElementById("nota-forma");
  form.hidden = !form.hidden;
  if (!form.hidden) form.querySelector("textarea").focus();
}

function useQuick(words) {
  const entry = document.getElementById("texto");
  document.getElementById("respostas").close();
  entry.value = entry.value ? `${entry.value.trimEnd()} ${words}` : words;
  entry.dispatchEvent(new Event("input", { bubbles: true }));
  entry.focus();
}

document.addEventListener("change", async (event) => {
  const field = event.target;
  if (!field.matches?.("[data-arquivo]") || !field.files.length) return;
  const body = new FormData();
  body.append("arquivo", field.files[0]);
  field.value = "";
  const headers = { "X-CSRF": document.querySelector('meta[name="csrf"]').content, "HX-Request": "true" };
  const answer = await fetch(field.dataset.arquivo, { method: "POST", body, headers }).catch(() => null);
  const words = answer?.headers.get("x-aviso");
  if (!answer) toast("Sem conexão: o arquivo não foi enviado.");
  else if (words) toast(decodeURIComponent(words));
});

// A search stands still: what moves meanwhile is not put among what was found.
document.addEventListener("input", (event) => {
  if (event.target.id !== "busca") return;
  const list = document.getElementById("lista");
  list.dataset.todos ??= list.dataset.assunto;
  list.dataset.assunto = event.target.value.trim() ? "lista?q=1" : list.dataset.todos;
  watch();
});

// ── keys ─────────────────────────────────────────────────────────────────────────────────────────

document.addEventListener("keydown", (event) => {
  const { target } = event;
  if (target.id === "texto" && event.key === "Enter" && !event.shiftKey && !event.isComposing && matchMedia("(hover: hover)").matches) {
    event.preventDefault();
    return target.form.requestSubmit();
  }
  if (target.matches("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const done = { j: () => step(1), k: () => step(-1), "/": () => document.getElementById("busca").focus(), r: reply, e: close, "?": () => document.getElementById("teclas").showModal() }[event.key];
  if (done) {
    event.preventDefault();
    done();
  }
});

function step(by) {
  const rows = [...document.querySelectorAll(".rows .row")];
  const now = rows.findIndex((row) => row.hasAttribute("aria-current") || row === document.activeElement);
  const next = rows[Math.max(0, Math.min(rows.length - 1, now + by))];
  if (!next) return;
  next.focus();
  next.click();
}

function reply() {
  (document.getElementById("texto") ?? document.querySelector("#mesa .primary"))?.focus();
}

function close() {
  const back = document.querySelector("[data-volta]");
  if (back) location.assign(back.href);
}

// ── how long somebody waits ──────────────────────────────────────────────────────────────────────

function lateness() {
  for (const time of document.querySelectorAll("[data-espera]")) {
    const minutes = Math.floor((Date.now() - Number(time.dataset.espera)) / 60_000);
    time.classList.toggle("late", minutes >= 5 && minutes < 15);
    time.classList.toggle("very-late", minutes >= 15);
    if (minutes >= 1 && minutes < 600) time.textContent = minutes < 60 ? `espera ${minutes} min` : `espera ${Math.floor(minutes / 60)} h`;
  }
}

setInterval(lateness, 20_000);
document.addEventListener("htmx:after:swap", (event) => {
  if (event.detail.ctx.target?.id === "conversa") opened();
  if (event.detail.ctx.target?.id === "mesa") restoreDraft();
  lateness();
});
window.addEventListener("popstate", () => setTimeout(() => { opened(); watch(); }, 60));
opened();
lateness();

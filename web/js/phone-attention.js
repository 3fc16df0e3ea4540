// "Atenção": what a machine must not settle alone. Hidden where the demo does not tell.

import { h, icon } from "./dom.js";
import { closer } from "./phone-sheet.js";
import { getAttention, giveBack, tryAgain } from "./phone-wire.js";
import { ago } from "./time.js";

const GROUPS = [
  { tipo: "pessoa", name: "Pediram uma pessoa", sign: "mao" },
  { tipo: "incerto", name: "Envios sem resposta da Meta", sign: "alerta" },
  { tipo: "numero", name: "Números parados", sign: "alerta" },
  { tipo: "identidade", name: "Talvez a mesma pessoa", sign: "alerta" },
  { tipo: "morta", name: "Mensagens que não deram certo", sign: "alerta" },
];
const SETTLES = {
  pessoa: { words: "Devolver à IA", work: (found) => giveBack(found.conversa) },
  morta: { words: "Tentar de novo", work: (found) => tryAgain(found.ref) },
};
let cases = null;

/** Reads again and gives the cases; `onOpen(case)` shows the conversation of one. */
export async function refreshAttention(onOpen) {
  cases = await getAttention();
  const opener = document.getElementById("atencao-abrir");
  const total = document.getElementById("atencao-total");
  opener.hidden = cases === null;
  total.hidden = !cases?.length;
  total.textContent = cases?.length ? String(cases.length) : "";
  opener.onclick = () => openDrawer(onOpen);
  if (document.getElementById("atencao").open) draw(onOpen);
  return cases ?? [];
}

function openDrawer(onOpen) {
  const drawer = document.getElementById("atencao");
  draw(onOpen);
  drawer.onclick = (event) => { if (event.target === drawer) drawer.close(); };
  drawer.showModal();
}

function draw(onOpen) {
  const drawer = document.getElementById("atencao");
  const groups = GROUPS.map((group) => ({ ...group, found: (cases ?? []).filter((each) => each.tipo === group.tipo) })).filter((group) => group.found.length);
  const body = groups.length
    ? groups.map((group) => h("section", {}, h("h3", {}, icon(group.sign), group.name), group.found.map((each) => caseCard(each, drawer, onOpen))))
    : h("div", { className: "empty" }, h("strong", {}, "Tudo em ordem"), h("span", {}, "Quem pedir uma pessoa aparece aqui."));
  drawer.replaceChildren(
    h("div", { className: "sheet-head" }, h("div", {}, h("h2", { id: "atencao-titulo" }, "Atenção"), h("p", {}, "O que espera por uma pessoa.")), closer(drawer)),
    h("div", { className: "drawer-body" }, body));
}

function caseCard(found, drawer, onOpen) {
  const settle = async (event) => {
    const button = event.currentTarget;
    button.disabled = true;
    await SETTLES[found.tipo].work(found).catch(() => { button.disabled = false; });
    await refreshAttention(onOpen);
  };
  return h("article", { className: "case" },
    h("div", { className: "case-top" }, h("strong", {}, found.nome ?? "Lead"), found.desde ? h("time", {}, ago(found.desde)) : null),
    found.motivo ? h("p", {}, found.motivo) : null,
    h("div", { className: "case-tools" },
      found.lead ? h("button", { type: "button", className: "quiet", onClick: () => { drawer.close(); onOpen(found); } }, "Ver a conversa") : null,
      SETTLES[found.tipo] ? h("button", { type: "button", className: "quiet", onClick: settle }, SETTLES[found.tipo].words) : null));
}

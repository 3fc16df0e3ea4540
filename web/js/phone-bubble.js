// One message as nodes: whatever its type, on whichever side.

import { adArt } from "./phone-ads.js";
import { h, icon, sr } from "./dom.js";
import { onlyEmoji, rich } from "./format.js";
import { campaigns, summary } from "./phone-state.js";
import { payPix } from "./phone-wire.js";
import { clock } from "./time.js";
import { contactCard, filePart, picture, placePart, sticker, voice } from "./phone-media.js";

const PIX = /^000201\S*br\.gov\.bcb\.pix.*6304[0-9A-F]{4}$/i;
const TICKS = {
  enviando: ["relogio", "Enviando", "clock"],
  aceita: ["tique", "Enviada", ""], enviada: ["tique", "Enviada", ""], entregue: ["tiques", "Entregue", ""],
  lida: ["tiques", "Lida", "read"], tocada: ["tiques", "Ouvida", "read"],
  falhou: ["alerta", "Não foi entregue", "failed"], falhou_envio: ["alerta", "Não foi enviada", "failed"],
};

/** A row of the thread. `context`: {chat, persona, find(id), answered(id), onReply, onTap, onList, onRetry, onQuote, onMenu, onPlayed}. */
export function messageRow(message, context) {
  const mine = message.de === "lead";
  const row = h("li", { className: `message ${mine ? "mine" : "theirs"}`, dataset: { id: message.id, de: message.de, tipo: message.tipo, status: message.status ?? "" } },
    h("div", { className: "stack" }, bubble(message, mine, context), reactions(message), mine ? null : taps(message, context)),
    message.local ? null : h("button", { type: "button", className: "act", onClick: (event) => context.onMenu(message, event.currentTarget) }, icon("carinha"), sr("Responder ou reagir")));
  row.addEventListener("contextmenu", (event) => {
    if (message.local || event.target.closest("a")) return;
    event.preventDefault();
    context.onMenu(message, row.querySelector(".bubble"));
  });
  return row;
}

/** ✓ sent · ✓✓ delivered · blue ✓✓ read: only the lead's own bubbles have them. */
export function ticks(status) {
  const [name, label, look] = TICKS[status] ?? TICKS.enviada;
  return icon(name, { label, className: `ticks ${look}` });
}

/** Puts the ticks of a message right in place. */
export function updateTicks(row, message, context) {
  row.dataset.status = message.status;
  row.querySelector(".meta")?.replaceWith(meta(message, message.de === "lead", context));
}

function bubble(message, mine, context) {
  const speaker = mine ? "Você" : context.persona()?.nome ?? "Loja";
  const parts = message.apagada
    ? [h("p", { className: "gone" }, mine ? "Você apagou esta mensagem" : "Mensagem apagada")]
    : [ad(message), quote(message, context), ...content(message, context)];
  const bare = message.tipo === "sticker" && !message.apagada;
  const big = message.tipo === "text" && !message.apagada && onlyEmoji(message.texto ?? "");
  return h("div", { className: `bubble${bare ? " bare" : ""}${big ? " big-emoji" : ""}` }, sr(`${speaker}:`), parts, meta(message, mine, context));
}

function content(message, context) {
  const words = (text) => (text ? h("p", { className: "words" }, rich(whole(text))) : null);
  switch (message.tipo) {
    case "image": case "video": return [picture(message), words(message.legenda)];
    case "sticker": return [sticker(message)];
    case "audio": return [voice(message, context)];
    case "document": return [filePart(message), words(message.legenda)];
    case "location": return placePart(message.local ?? message);
    case "contacts": return (message.contatos ?? [{ nome: "Meu contato" }]).map(contactCard);
    case "button_reply": case "list_reply": case "template_button":
      return [words(message.escolha?.titulo ?? message.texto ?? "Opção escolhida"), message.escolha?.descricao ? h("p", { className: "foot-words" }, message.escolha.descricao) : null];
    case "template": return [words(message.texto ?? [message.modelo?.nome, ...(message.modelo?.parametros ?? [])].filter(Boolean).join(" · "))];
    case "contact_request": return [words(message.texto ?? "Pode compartilhar seu telefone?")];
    case "unsupported": return [h("p", { className: "gone" }, "Uma mensagem que o WhatsApp não repassa")];
    default: return [words(message.texto ?? message.legenda) ?? h("p", { className: "gone" }, summary(message))];
  }
}

/** A price is never broken in two lines. */
const whole = (text) => text.replace(/R\$ (?=\d)/g, "R$\u00a0");

function meta(message, mine, context) {
  const failed = message.status === "falhou_envio";
  return h("div", { className: "meta" },
    message.editada ? "editada" : null,
    failed ? h("button", { type: "button", className: "retry", title: message.erro?.titulo ?? "", onClick: () => context.onRetry(message) }, "Tentar de novo") : null,
    h("time", { datetime: new Date(message.em).toISOString() }, clock(message.em)),
    mine ? ticks(message.status) : null);
}

function ad(message) {
  if (!message.anuncio) return null;
  const campaign = [...campaigns.values()].find((each) => each.anuncio && each.anuncio === message.anuncio.source_id);
  return h("div", { className: "ad-quote" }, adArt(campaign ?? {}), h("div", {},
    h("b", {}, message.anuncio.headline ?? "Anúncio"), h("p", {}, message.anuncio.body ?? ""), h("small", {}, "Anúncio da Meta")));
}

function quote(message, context) {
  const target = message.resposta_a && message.tipo !== "button_reply" && message.tipo !== "list_reply" ? context.find(message.resposta_a) : null;
  if (!target) return null;
  const fromPersona = target.de === "central";
  return h("button", { type: "button", className: `quote${fromPersona ? " from-persona" : ""}`, onClick: () => context.onQuote(target) },
    h("b", {}, fromPersona ? context.persona()?.nome ?? "Loja" : "Você"), h("span", {}, summary(target)));
}

function reactions(message) {
  const all = Object.values(message.reacoes ?? {}).filter(Boolean);
  return all.length ? h("span", { className: "reaction", role: "img", "aria-label": `Reação: ${all.join(" ")}` }, all.join("")) : null;
}

/** The lead's bank: what it says stands on the button. */
async function pay(button, code) {
  button.disabled = true;
  try {
    await payPix(code);
    button.textContent = "Pago";
  } catch (problem) {
    button.textContent = problem.message;
  }
}

function taps(message, context) {
  const chosen = context.answered(message.id);
  if (message.botoes?.length) {
    return h("div", { className: "taps", role: "group", "aria-label": "Respostas rápidas" }, message.botoes.map((button) =>
      h("button", { type: "button", className: `tap${chosen === button.id ? " chosen" : ""}`, disabled: chosen !== null, onClick: () => context.onTap(message, button) },
        chosen === button.id ? icon("check") : null, button.titulo)));
  }
  if (message.lista) {
    return h("div", { className: "taps" }, h("button", { type: "button", className: "tap", "aria-haspopup": "dialog", onClick: (event) => context.onList(message, event.currentTarget) },
      icon("lista"), message.lista.botao));
  }
  if (PIX.test(message.texto ?? "")) {
    return h("div", { className: "taps" }, h("button", { type: "button", className: "tap", onClick: (event) => pay(event.currentTarget, message.texto) }, "Pagar este Pix no banco de mentira"));
  }
  if (message.tipo === "contact_request") {
    return h("div", { className: "taps" }, h("button", { type: "button", className: "tap", disabled: chosen !== null, onClick: () => context.onShare(message) }, icon("contato"), "Compartilhar meu telefone"));
  }
  return null;
}

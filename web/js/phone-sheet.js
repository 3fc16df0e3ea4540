// "Novo lead": who writes, how they come, to which number.

import { h, icon, sr } from "./dom.js";
import { adCard } from "./phone-ads.js";
import { freshName } from "./phone-names.js";
import { campaigns, leads, numbers } from "./phone-state.js";

/** Opens the sheet; `onGo({lead, name, usernameOnly, campaign, number})`, where `lead` is an existing one or null. */
export function openSheet({ lead = null, onGo }) {
  const sheet = document.getElementById("folha");
  const taken = [...leads.values()].map((each) => each.nome);
  const name = h("input", { className: "input", id: "folha-nome", name: "nome", required: true, maxlength: "60", autocomplete: "off", value: freshName(taken) });
  const number = h("select", { className: "input", id: "folha-numero", name: "numero" });
  const problem = h("p", { className: "alert", role: "alert", hidden: true });
  const go = h("button", { type: "submit", className: "primary" }, "Abrir o celular");
  const form = h("form", { method: "dialog" },
    h("div", { className: "sheet-head" }, h("div", {}, h("h2", { id: "folha-titulo" }, lead ? `${lead.nome} volta por onde?` : "Quem vai escrever?"),
      h("p", {}, lead ? "A mesma pessoa clica em outro anúncio, ou escreve para outro número." : "Você será este cliente, no celular dele.")), closer(sheet)),
    h("div", { className: "sheet-body" }, lead ? null : person(name, taken), ways(), h("div", { className: "field" }, h("label", { for: "folha-numero" }, "Escreve para o número"), number), problem),
    h("div", { className: "sheet-foot" }, h("p", { className: "fine" }, "Gente de mentira, números de mentira: é só um teste."), go));

  const chosen = () => campaigns.get(new FormData(form).get("campanha")) ?? null;
  const offer = () => fillNumbers(number, chosen());
  form.addEventListener("change", (event) => { if (event.target.name === "campanha") offer(); });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    go.disabled = true;
    try {
      await onGo({ lead, name: name.value.trim(), usernameOnly: new FormData(form).get("contato") === "usuario", campaign: chosen(), number: number.value });
      sheet.close();
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
    } finally {
      go.disabled = false;
    }
  });
  sheet.replaceChildren(form);
  sheet.onclick = (event) => { if (event.target === sheet) sheet.close(); };
  offer();
  sheet.showModal();
  if (!lead) name.select();
}

/** A dialog's ✕. */
export const closer = (dialog) => h("button", { type: "button", className: "icon-button", onClick: () => dialog.close() }, icon("fechar"), sr("Fechar"));

function person(name, taken) {
  const another = h("button", { type: "button", className: "icon-button", onClick: () => { name.value = freshName([...taken, name.value]); } }, icon("dados"), sr("Sugerir outro nome"));
  return h("div", { className: "pair" },
    h("div", { className: "field" }, h("label", { for: "folha-nome" }, "Nome"), h("div", { className: "with-tool" }, name, another)),
    h("fieldset", { className: "field" }, h("legend", { className: "sr" }, "O que a loja vê"), h("div", { className: "choices" },
      radio("contato", "telefone", "Com telefone", true), radio("contato", "usuario", "Só @usuário"))));
}

function ways() {
  const none = h("span", { className: "ad none" }, h("input", { type: "radio", name: "campanha", value: "", id: "via-nenhuma", checked: true }),
    h("label", { className: "ad-card", for: "via-nenhuma" }, h("span", { className: "ad-text" }, h("b", {}, "Sem anúncio"), h("span", { className: "ad-body" }, "Achou o número e escreveu"))));
  const cards = [...campaigns.values()].map((campaign) => {
    const card = h("label", { for: `via-${campaign.id}` });
    card.append(...adCard(campaign).childNodes);
    card.className = "ad-card";
    return h("span", { className: "ad" }, h("input", { type: "radio", name: "campanha", value: campaign.id, id: `via-${campaign.id}` }), card);
  });
  return h("fieldset", { className: "field" }, h("legend", {}, "Como chega"), h("div", { className: "ads" }, none, cards));
}

function radio(name, value, words, checked = false) {
  return h("label", { className: "choice" }, h("input", { type: "radio", name, value, checked }), h("span", {}, words));
}

function fillNumbers(select, campaign) {
  const fits = campaign?.numeros?.length ? campaign.numeros : [...numbers.keys()];
  const others = [...numbers.keys()].filter((id) => !fits.includes(id));
  const option = (id) => {
    const { nome, numero, personas } = numbers.get(id);
    return h("option", { value: id }, `${nome} · ${numero}${personas.length ? ` (${personas.map((each) => each.nome).join(", ")})` : ""}`);
  };
  select.replaceChildren(...[...fits, ...others].filter((id) => numbers.has(id)).map(option));
}

// The rows of a list message, over the lower half of the phone; one tap answers.

import { h, icon, sr } from "./dom.js";

export function openOptions(phone, list, anchor, onPick) {
  const behind = [...phone.children];
  const close = () => {
    layer.remove();
    behind.forEach((each) => { each.inert = false; });
    anchor.focus();
  };
  const rows = list.linhas.map((row) => h("button", { type: "button", onClick: () => { close(); onPick(row); } }, h("b", {}, row.titulo), row.descricao ? h("small", {}, row.descricao) : null));
  const layer = h("div", { className: "options", onClick: (event) => { if (event.target === layer) close(); }, onKeydown: (event) => { if (event.key === "Escape") close(); } },
    h("div", { className: "options-panel", role: "dialog", "aria-modal": "true", "aria-label": list.botao },
      h("div", { className: "options-head" }, h("h3", {}, list.botao), h("button", { type: "button", className: "icon-button", onClick: close }, icon("fechar"), sr("Fechar"))),
      h("div", { className: "options-list" }, rows)));
  phone.append(layer);
  behind.forEach((each) => { each.inert = true; });
  rows[0]?.focus();
}

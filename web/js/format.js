// WhatsApp's light markup (*negrito*, _itálico_, ~riscado~, ```código```) and links, as nodes.

import { h } from "./dom.js";

const LINK = /https?:\/\/[^\s<>"']+/i;
const MARKS = [
  { pattern: /```([\s\S]+?)```/, node: (inside) => h("code", {}, inside) },
  { pattern: LINK, node: link },
  { pattern: /(?<![\p{L}\p{N}*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\p{L}\p{N}*])/u, node: (inside) => h("strong", {}, rich(inside)) },
  { pattern: /(?<![\p{L}\p{N}_])_(?=\S)([^_\n]+?)(?<=\S)_(?![\p{L}\p{N}_])/u, node: (inside) => h("em", {}, rich(inside)) },
  { pattern: /(?<![\p{L}\p{N}~])~(?=\S)([^~\n]+?)(?<=\S)~(?![\p{L}\p{N}~])/u, node: (inside) => h("s", {}, rich(inside)) },
];

/** The nodes of a text; anything that looks like HTML stays text. */
export function rich(text) {
  const first = MARKS.map((mark) => ({ mark, match: mark.pattern.exec(text) }))
    .filter(({ match }) => match)
    .sort((one, other) => one.match.index - other.match.index)[0];
  if (!first) return [text];
  const { mark, match } = first;
  const [node, rest] = [mark.node(match[1] ?? match[0]), text.slice(match.index + match[0].length)];
  return [text.slice(0, match.index), node, ...rich(rest)].flat();
}

/** One plain line for the list and for quotes. */
export const plain = (text) => (text ?? "").replace(/```|[*_~](?=\S)|(?<=\S)[*_~]/g, "").replace(/\s+/g, " ").trim();

/** Up to three emoji and nothing else are shown large. */
export const onlyEmoji = (text) => /^(?:\p{Extended_Pictographic}(?:\uFE0F|\u200D\p{Extended_Pictographic}|\p{Emoji_Modifier})*\s*){1,3}$/u.test(text);

function link(address) {
  const tail = /[.,;:!?)\]]+$/.exec(address)?.[0] ?? "";
  const href = address.slice(0, address.length - tail.length);
  return [h("a", { href, target: "_blank", rel: "noopener noreferrer nofollow" }, href.replace(/^https?:\/\//i, "")), tail];
}

// 接龙 by taps: begin one with a title or join one that is there; sent as the text the app itself would send.
import { $, make } from "./looks.js";
import { speakerIn, state } from "./state.js";
import { t } from "./words.js";

const HEAD = /^#接龙\s*\n/u;
const ENTRY = /^\s*\d+\s*[.、．]\s*(.+)$/u;
const CHIPS = [[/体温|打卡|健康/u, ["36.3", "36.5", "36.7", "37.4", "无不适"]], [/物资|用品/u, ["牙膏1支", "卷纸2提", "矿泉水1箱"]], [/谢|赞/u, ["谢谢大家", "辛苦了"]]];

export const isList = (bubble) => bubble.type === "text" && !bubble.recalled && HEAD.test(bubble.text);

export function partsOf(text) {
  const lines = text.replace(HEAD, "").split("\n");
  const entries = lines.map((line) => line.match(ENTRY)?.[1]).filter(Boolean);
  return { title: lines[0].trim(), entries };
}

export const textOf = ({ title, entries }) => `#接龙\n${title}\n\n${entries.map((entry, index) => `${index + 1}. ${entry}`).join("\n")}`;

// The list may have grown since the bubble that was tapped: one joins its newest version.
function newestOf(title) {
  return state.bubbles.filter((bubble) => isList(bubble) && partsOf(bubble.text).title === title).at(-1);
}

export function openList(bubble) {
  const list = bubble ? partsOf(newestOf(partsOf(bubble.text).title)?.text || bubble.text) : { title: "", entries: [] };
  $("jielong-title").value = list.title;
  $("jielong-title").readOnly = Boolean(bubble);
  $("jielong-titles").hidden = Boolean(bubble);
  $("jielong-others").replaceChildren(...list.entries.map((entry) => make("li", {}, entry)));
  $("jielong-own").value = `${speakerIn(state.key)?.nick || ""} `;
  showChips();
  $("jielong").showModal();
  (bubble ? $("jielong-own") : $("jielong-title")).focus();
}

function showChips() {
  const title = $("jielong-title").value;
  const words = CHIPS.find(([pattern]) => pattern.test(title))?.[1] || [];
  const add = (word) => { const own = $("jielong-own"); own.value = `${own.value.trimEnd()} ${word}`; own.focus(); };
  $("jielong-chips").replaceChildren(...words.map((word) => make("button", { type: "button", class: "chip", onclick: () => add(word) }, word)));
}

export function startLists(send) {
  $("list-new").addEventListener("click", () => openList(null));
  $("jielong-title").addEventListener("input", showChips);
  for (const chip of $("jielong-titles").querySelectorAll("button")) {
    chip.addEventListener("click", () => { $("jielong-title").value = chip.textContent; showChips(); $("jielong-own").focus(); });
  }
  $("jielong-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const title = $("jielong-title").value.trim();
    const own = $("jielong-own").value.trim();
    const entries = [...$("jielong-others").children].map((entry) => entry.textContent);
    if (!title || !own) return;
    $("jielong").close();
    send(textOf({ title, entries: [...entries, own] }));
  });
  $("jielong-cancel").textContent = t("取消");
}

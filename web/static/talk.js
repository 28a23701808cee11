// One conversation: its bubbles, oldest first, and what can be done with each.
import { $, botFace, make, personFace, stamp, timeOf } from "./looks.js";
import { isList, openList } from "./jielong.js";
import { groupOf, isGroup, now, speakerIn, state } from "./state.js";
import { t } from "./words.js";

const PAUSE = 5 * 60 * 1000;
const LONG = 500;
const LONG_LINES = 18;

export function showHead() {
  const key = state.key;
  const group = key && isGroup(key) ? groupOf(key) : null;
  const face = key && !group ? state.faces.get(key.slice(2)) : null;
  $("talk-name").textContent = group ? `${group.name}（${group.members.length + 1}）` : face ? t("小助手") : t("请选择一个群");
  $("talk-about").textContent = group ? t(group.site) : face ? t("与{who}的私聊", { who: face.nick }) : "";
}

export function showBubbles(actions, { keepPlace = false } = {}) {
  const log = $("log");
  const below = log.scrollHeight - log.scrollTop;
  const lines = state.bubbles.flatMap((bubble, index) => withStamp(bubble, state.bubbles[index - 1], actions));
  if (state.more) lines.unshift(make("button", { class: "older", type: "button", onclick: actions.older }, t("更早的消息")));
  if (!lines.length) lines.push(make("p", { class: "empty" }, t("还没有消息，选个身份说一句吧")));
  // A whole conversation is not read aloud because it was opened; what comes from here on is.
  log.setAttribute("aria-live", "off");
  log.replaceChildren(...lines);
  setTimeout(() => log.setAttribute("aria-live", "polite"), 300);
  log.scrollTop = log.scrollHeight - (keepPlace ? below : 0);
}

// Only the new line is added: whoever reads, marks text or walks with the keyboard is not thrown out.
export function addBubble(bubble, previous, actions) {
  $("log").querySelector(".empty")?.remove();
  $("log").append(...withStamp(bubble, previous, actions));
}

export function changeBubble(bubble, actions) {
  $("log").querySelector(`[data-id="${CSS.escape(bubble.id)}"]`)?.replaceWith(line(bubble, actions));
}

function withStamp(bubble, previous, actions) {
  const at = new Date(bubble.at);
  const paused = !previous || at - new Date(previous.at) > PAUSE;
  return paused ? [make("p", { class: "between" }, stamp(at, now())), line(bubble, actions)] : [line(bubble, actions)];
}

export const isAtEnd = () => $("log").scrollHeight - $("log").scrollTop - $("log").clientHeight < 80;

export function scrollToEnd() {
  $("log").scrollTop = $("log").scrollHeight;
}

function line(bubble, actions) {
  const mine = !bubble.bot && bubble.contact === speakerIn(state.key)?.contact;
  if (bubble.recalled) {
    const words = mine ? t("你撤回了一条消息") : t("{who}撤回了一条消息", { who: `“${bubble.nick}”` });
    return make("p", { class: "recalled", "data-id": bubble.id }, words, " ", readButton(bubble, actions));
  }
  const side = bubble.bot ? "bot" : mine ? "mine" : "other";
  const body = make("div", { class: "said" }, fromLine(bubble), ...bubbleOf(bubble));
  if (bubble.quote) body.append(make("div", { class: "quoted" }, `${bubble.quote.nick}：${bubble.quote.text}`));
  if (isList(bubble)) body.append(make("button", { type: "button", class: "join", onclick: () => openList(bubble) }, t("参加接龙")));
  body.append(tools(bubble, mine, actions));
  const face = bubble.bot ? botFace() : personFace(bubble.contact, bubble.nick);
  const whole = make("article", { class: `line ${side}`, "data-id": bubble.id, "aria-label": bubble.nick }, face, body);
  // Without a pointer that hovers, a tap on the bubble shows what can be done with it; whoever marks text does not want that.
  body.querySelector(".bubble").addEventListener("click", () => { if (getSelection().isCollapsed) whole.classList.toggle("chosen"); });
  return whole;
}

function fromLine(bubble) {
  const when = make("time", { class: "when", datetime: bubble.at }, timeOf(new Date(bubble.at)));
  const tag = bubble.bot ? make("span", { class: "tag" }, t("机器人")) : null;
  return make("div", { class: "from" }, make("span", { class: "nick" }, bubble.nick), tag, when);
}

function bubbleOf(bubble) {
  const parts = [];
  if (bubble.type === "image" && !bubble.file) {
    parts.push(make("div", { class: "bubble image" }, make("img", { src: "/static/picture.svg", alt: "" }), t("图片")));
  } else if (bubble.type === "file") {
    parts.push(fileBubble(bubble));
  } else if (bubble.text) {
    parts.push(textBubble(bubble));
  }
  if (bubble.file?.picture) parts.push(photo(bubble, parts.length === 0));
  return parts;
}

function photo(bubble, alone) {
  const address = `/api/file/${encodeURIComponent(bubble.id)}`;
  const picture = make("img", { src: address, alt: t("{who}发的图片", { who: bubble.nick }), loading: "lazy" });
  const wasAtEnd = isAtEnd();
  picture.addEventListener("load", () => { if (wasAtEnd) scrollToEnd(); });
  return make("div", { class: alone ? "bubble photo" : "photo" }, make("a", { href: address, target: "_blank", rel: "noopener" }, picture));
}

function fileBubble(bubble) {
  const size = bubble.file ? `${Math.max(1, Math.round(bubble.file.size / 1024))} KB` : t("没有存下来");
  const link = bubble.file ? make("a", { href: `/api/file/${encodeURIComponent(bubble.id)}`, download: bubble.text }, bubble.text) : bubble.text;
  return make("div", { class: "bubble attached" }, make("span", { class: "page", "aria-hidden": "true" }), make("span", {}, link, make("small", {}, size)));
}

function textBubble(bubble) {
  const words = make("div", { class: "words" }, ...withMentions(bubble));
  const long = bubble.text.length > LONG || bubble.text.split("\n").length > LONG_LINES;
  if (!long) return make("div", { class: "bubble" }, words);
  words.classList.add("folded");
  const button = make("button", { type: "button", class: "unfold", "aria-expanded": "false" }, t("展开全文"));
  button.addEventListener("click", (event) => {
    event.stopPropagation();
    const folded = words.classList.toggle("folded");
    button.setAttribute("aria-expanded", String(!folded));
    button.textContent = folded ? t("展开全文") : t("收起");
  });
  return make("div", { class: "bubble" }, words, button);
}

function tools(bubble, mine, actions) {
  const quote = make("button", { type: "button", class: "quote", onclick: () => actions.quote(bubble) }, t("引用"));
  const recall = mine ? make("button", { type: "button", class: "recall", onclick: () => actions.recall(bubble) }, t("撤回")) : null;
  return make("div", { class: "tools" }, quote, bubble.bot ? null : readButton(bubble, actions), recall);
}

const readButton = (bubble, actions) => make("button", { type: "button", class: "how", onclick: () => actions.read(bubble) }, t("机器人怎么读的"));

// The bot's mentions stand in its text as "@name ", and a name may have a space in it; people type theirs.
function withMentions(bubble) {
  const me = speakerIn(state.key);
  const names = bubble.mentions.map((contact) => state.faces.get(contact)?.nick).filter(Boolean);
  const known = names.sort((one, other) => other.length - one.length).map((name) => `@${name.replace(/[^\p{L}\p{N}\s]/gu, "\\$&")}`);
  const mention = new RegExp(`(${[...known, "@[^\\s@，。：:,]+"].join("|")})`);
  return bubble.text.split(mention).map((part, index) => {
    if (index % 2 === 0) return part;
    const isMe = me && bubble.mentions.includes(me.contact) && part === `@${me.nick}`;
    return make("span", { class: isMe ? "mention me" : "mention" }, part);
  });
}

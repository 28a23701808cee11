// The list of conversations: groups by site, then what the bot and single people say to each other.
import { $, botFace, groupFace, make, personFace, preview, stamp } from "./looks.js";
import { t } from "./words.js";
import { isGroup, now, speakerIn, state, unreadIn } from "./state.js";

export function showList() {
  const list = $("list");
  const focused = document.activeElement?.closest?.(".room")?.dataset.key;
  list.replaceChildren(...groupSections(), privateSection());
  if (focused) list.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  const unread = Object.keys(state.conversations).reduce((sum, key) => sum + (isGroup(key) ? unreadIn(key) : 0), 0);
  const title = document.title.replace(/^\(\d+\+?\) /u, "");
  document.title = unread ? `(${unread}) ${title}` : title;
}

function groupSections() {
  const sites = new Map();
  for (const group of state.groups) {
    if (!sites.has(group.site)) sites.set(group.site, []);
    sites.get(group.site).push(group);
  }
  return [...sites].map(([site, groups]) => section(site, groups.map((group) => room(`g:${group.id}`, group.name, groupFace(group.kind)))));
}

function privateSection() {
  const own = ownContact();
  const talks = Object.keys(state.conversations).filter((key) => !isGroup(key) && key !== `p:${own}` && state.faces.has(key.slice(2)));
  talks.sort((one, other) => (lastAt(one) < lastAt(other) ? 1 : -1));
  const rooms = (own ? [`p:${own}`, ...talks] : talks).map((key) => {
    const face = state.faces.get(key.slice(2));
    return room(key, `${face.nick} ↔ ${t("小助手")}`, key === `p:${own}` ? botFace() : personFace(face.contact, face.nick));
  });
  return section(t("私聊"), rooms);
}

const lastAt = (key) => state.conversations[key]?.last?.at || "";

// The person one speaks as now, else the last one, else anybody.
function ownContact() {
  const here = state.key ? speakerIn(state.key)?.contact : null;
  return [here, state.lastSpeaker, state.people[0]?.contact].find((contact) => contact && state.faces.has(contact));
}

function section(name, rooms) {
  return make("section", { "aria-label": t(name) }, make("h2", {}, t(name)), make("ul", {}, ...rooms.map((one) => make("li", {}, one))));
}

function room(key, name, face) {
  const last = state.conversations[key]?.last;
  const unread = key === state.key ? 0 : unreadIn(key);
  const open = () => { location.hash = encodeURIComponent(key); };
  const button = make("button", { class: "room", type: "button", "data-key": key, onclick: open }, face);
  button.append(make("span", { class: "room-name" }, name));
  button.append(make("span", { class: "room-time" }, last ? stamp(new Date(last.at), now(), { short: true }) : ""));
  button.append(lastWords(key, last, unread));
  if (unread) {
    const words = make("span", { class: "hidden" }, ` ${t("条未读")}`);
    button.append(make("span", { class: "unread" }, unread > 99 ? "99+" : String(unread), words));
  }
  if (key === state.key) button.setAttribute("aria-current", "true");
  return button;
}

function lastWords(key, last, unread) {
  const line = make("span", { class: "room-last" });
  if (!last) {
    line.append(isGroup(key) ? t("还没有消息") : t("和机器人单独说话"));
    return line;
  }
  if (unread && isGroup(key) && last.mentions.includes(speakerIn(key)?.contact)) line.append(make("span", { class: "called" }, `${t("[有人@你]")} `));
  line.append(preview(last, isGroup(key)));
  return line;
}

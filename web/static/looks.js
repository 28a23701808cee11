// How things look: elements, avatars, times. All text of people goes in as text, never as markup.
import { language, t } from "./words.js";

export const $ = (id) => document.getElementById(id);

export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "class") element.className = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const KIND_MARKS = { resident: "居", staff: "工", hq: "指", branch: "支" };
export const ROLES = {
  resident: "隔离人员", unknown: "未登记", staff: "工作人员", medic: "医护", leader: "负责人", hq: "指挥部", operator: "管理员",
};

export function groupFace(kind) {
  return make("span", { class: `face kind-${kind || "none"}`, "aria-hidden": "true" }, KIND_MARKS[kind] || "群");
}

export function botFace() {
  return make("span", { class: "face", "aria-hidden": "true" }, make("img", { src: "/static/bot.svg", alt: "" }));
}

export function personFace(contact, nick) {
  let sum = 0;
  for (const character of contact) sum = (sum * 31 + character.codePointAt(0)) % 9973;
  return make("span", { class: `face tint-${sum % 8}`, "aria-hidden": "true" }, initialOf(nick));
}

// "305 张三" is 张, "王护士" is 王, "Lee" is L.
function initialOf(nick) {
  const found = nick.match(/\p{Script=Han}/u) || nick.match(/\p{L}/u) || nick.match(/\S/u);
  return found ? found[0].toUpperCase() : "?";
}

export function roleLabel(face) {
  const room = face.room && !face.nick.includes(face.room) ? ` ${face.room}` : "";
  return `${face.nick}${room}${face.role === "unknown" ? ` ${t("（未登记）")}` : ""}`;
}

const zone = document.body.dataset.zone;
const format = (options) => new Intl.DateTimeFormat(language === "en" ? "en-GB" : "zh-CN", { timeZone: zone, hourCycle: "h23", ...options });
const TIME = format({ hour: "2-digit", minute: "2-digit" });
const SECONDS = format({ hour: "2-digit", minute: "2-digit", second: "2-digit" });
const DAY = format({ month: language === "en" ? "short" : "long", day: "numeric" });
const WEEKDAY = format({ weekday: "short" });
const DATE = format({ year: "numeric", month: "2-digit", day: "2-digit" });

export const timeOf = (moment) => TIME.format(moment);
export const dayOf = (moment) => DATE.format(moment);
export const clockFace = (moment) => ({ day: DAY.format(moment), weekday: WEEKDAY.format(moment), time: SECONDS.format(moment) });

// As phones do it: the time today, 昨天, else the day.
export function stamp(moment, now, { short = false } = {}) {
  const time = timeOf(moment);
  if (dayOf(moment) === dayOf(now)) return time;
  const day = dayOf(moment) === dayOf(new Date(now.getTime() - 86400000)) ? t("昨天") : DAY.format(moment);
  return short ? day : `${day} ${time}`;
}

export function preview(bubble, withName) {
  if (bubble.recalled) return t("{who}撤回了一条消息", { who: bubble.nick });
  const mark = bubble.type === "file" ? `${t("[文件]")} ` : bubble.type === "image" || bubble.file?.picture ? t("[图片]") : "";
  const words = mark + bubble.text.replace(/\s+/gu, " ");
  return withName ? `${bubble.nick}：${words}` : words;
}

let newsTimer = 0;
export function news(text) {
  const place = $("news");
  place.textContent = text;
  place.hidden = false;
  clearTimeout(newsTimer);
  newsTimer = setTimeout(() => { place.hidden = true; }, 6000);
}

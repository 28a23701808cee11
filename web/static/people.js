// @某人: the members of the group, offered when one types @ or presses the button; picked by tap or by arrow and Enter.
import { $, make } from "./looks.js";
import { isGroup, membersOf, speakerIn, state } from "./state.js";

const AFTER_NAME = "\u2005"; // what the app itself puts behind a mention
const OPEN = /@([^\s@]{0,12})$/u;

export const mentionsIn = (text, key) => (isGroup(key) ? membersOf(key).filter((face) => text.includes(`@${face.nick}`)).map((face) => face.contact) : []);

function typed() {
  const words = $("words");
  return words.value.slice(0, words.selectionStart).match(OPEN);
}

function show() {
  const found = state.key && isGroup(state.key) ? typed() : null;
  const me = found && speakerIn(state.key)?.contact;
  const faces = found ? membersOf(state.key).filter((face) => face.contact !== me && face.role !== "unknown" && face.nick.includes(found[1])) : [];
  $("people").hidden = faces.length === 0;
  $("people").replaceChildren(...faces.map((face) => make("button", { type: "button", class: "chip", onclick: () => pick(face) }, face.nick)));
}

function pick(face) {
  const words = $("words");
  const found = typed();
  const end = words.selectionStart;
  const start = found ? end - found[0].length : end;
  words.setRangeText(`@${face.nick}${AFTER_NAME}`, start, end, "end");
  words.dispatchEvent(new Event("input"));
  words.focus();
}

export const closePeople = () => { $("people").hidden = true; };

export function startPeople() {
  const words = $("words");
  words.addEventListener("input", show);
  words.addEventListener("keydown", (event) => {
    if ($("people").hidden) return;
    if (event.key === "Escape") closePeople();
    if (event.key === "ArrowUp" || event.key === "ArrowDown") { event.preventDefault(); $("people").querySelector("button").focus(); }
  });
  $("people").addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const all = [...$("people").querySelectorAll("button")];
    if (step) { event.preventDefault(); all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus(); }
    if (event.key === "Escape") { closePeople(); words.focus(); }
  });
  $("mention").addEventListener("click", () => {
    words.setRangeText("@", words.selectionStart, words.selectionEnd, "end");
    words.focus();
    words.dispatchEvent(new Event("input"));
  });
}

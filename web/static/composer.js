// Where one writes: as whom, quoting what.
import { startFiles } from "./files.js";
import { startLists } from "./jielong.js";
import { $, make, news, preview, ROLES, roleLabel } from "./looks.js";
import { post, sendFile } from "./net.js";
import { closePeople, mentionsIn, startPeople } from "./people.js";
import { isGroup, membersOf, speakerIn, state } from "./state.js";
import { t } from "./words.js";

export function showComposer() {
  const key = state.key;
  $("composer").hidden = !key;
  if (!key) return;
  showSpeakers(key);
  showQuote();
  closePeople();
  $("mention").hidden = $("list-new").hidden = !isGroup(key);
  $("words").value = state.drafts.get(key) || "";
  fitHeight();
}

export function showSpeakers(key) {
  const select = $("speaker");
  const chosen = speakerIn(key)?.contact;
  const several = new Set(membersOf(key).map((face) => face.site).filter(Boolean)).size > 1;
  const groups = Object.entries(ROLES).map(([role, label]) => {
    const faces = membersOf(key).filter((face) => (face.role in ROLES ? face.role : "unknown") === role);
    const options = faces.map((face) => make("option", { value: face.contact }, roleLabel(face) + (several && face.site ? ` · ${face.site}` : "")));
    return options.length ? make("optgroup", { label: t(label) }, ...options) : null;
  });
  select.replaceChildren(...groups.filter(Boolean));
  select.value = chosen || "";
}

export function showQuote() {
  const bubble = state.quotes.get(state.key);
  $("quoting").hidden = !bubble;
  $("quoting-text").textContent = bubble ? `${t("引用")} ${preview(bubble, true)}` : "";
}

export function quote(bubble) {
  state.quotes.set(state.key, bubble);
  showQuote();
  $("words").focus();
}

// Words to be sent by whoever reads them first: nothing goes out by itself.
export function fill(key, words) {
  state.drafts.set(key, words);
  if (state.key === key) showComposer();
}

function wish() {
  const key = state.key;
  const speaker = key && speakerIn(key);
  if (!speaker) return null;
  return { contact: speaker.contact, nick: speaker.nick, group: isGroup(key) ? key.slice(2) : null, quote: state.quotes.get(key)?.id || null };
}

async function sending(what, shown) {
  const key = state.key;
  $("send").disabled = true;
  try {
    const bubble = await what();
    state.quotes.delete(key);
    shown(bubble);
    return true;
  } catch (problem) {
    news(t("没有发出去：{why}", { why: t(problem.message) }));
    return false;
  } finally {
    $("send").disabled = false;
    showQuote();
    fitHeight();
    $("words").focus();
  }
}

async function speak(shown) {
  const key = state.key;
  const text = $("words").value;
  const body = wish();
  if (!body || !text.trim()) return;
  closePeople();
  if (!(await sending(() => post("speak", { ...body, text, mentions: mentionsIn(text, key) }), shown))) return;
  state.drafts.delete(key);
  if (state.key === key && $("words").value === text) $("words").value = "";
  fitHeight();
}

function fitHeight() {
  const words = $("words");
  words.style.height = "auto";
  words.style.height = `${words.scrollHeight + 2}px`;
}

export function startComposer({ shown, changedSpeaker }) {
  $("composer").addEventListener("submit", (event) => { event.preventDefault(); speak(shown); });
  $("unquote").addEventListener("click", () => { state.quotes.delete(state.key); showQuote(); $("words").focus(); });
  $("speaker").addEventListener("change", (event) => changedSpeaker(event.target.value));
  $("words").addEventListener("input", () => { state.drafts.set(state.key, $("words").value); fitHeight(); });
  $("words").addEventListener("keydown", (event) => {
    // Enter also ends the choice of a Chinese input method (229 is how Safari says so): that must not send.
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key === "Enter" && !event.shiftKey && !composing) {
      event.preventDefault();
      if (!$("send").disabled) speak(shown);
    }
    if (event.key === "Escape" && !composing) { state.quotes.delete(state.key); showQuote(); }
  });
  startPeople();
  startFiles(({ type, name, data }) => {
    const body = wish();
    return body && sending(() => sendFile({ ...body, type, text: type === "file" ? name : "" }, data), shown);
  });
  startLists((text) => {
    const body = wish();
    if (body) sending(() => post("speak", { ...body, text, quote: null }), shown);
  });
}

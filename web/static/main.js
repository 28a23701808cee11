// Puts the page together: the world from the server, the conversation in the address, the events as they come.
import { showNext, startClock } from "./clock.js";
import { fill, quote, showComposer, showQuote, showSpeakers, startComposer } from "./composer.js";
import { showList } from "./list.js";
import { $, news } from "./looks.js";
import { get, listen, post } from "./net.js";
import { showReading } from "./reading.js";
import { countBubble, forgetAll, groupOf, isGroup, markSeen, speakAs, speakerIn, state, takeClock, takeWorld } from "./state.js";
import { addBubble, changeBubble, isAtEnd, scrollToEnd, showBubbles, showHead } from "./talk.js";
import { startTour, tourBeginsAgain } from "./tour.js";
import { switchLanguage, t, translatePage } from "./words.js";

const actions = { quote, recall, older, read: showReading };
const wide = matchMedia("(min-width: 760px)");
const MOST_SHOWN = 400;
let refreshing = 0;

async function refresh() {
  const before = JSON.stringify([state.people, state.groups]);
  takeWorld(await get("world"));
  if (state.key) markSeen(state.key);
  showList();
  showNext();
  if (before !== JSON.stringify([state.people, state.groups]) && state.key) { showHead(); showSpeakers(state.key); }
}

// Something was said: people may have become known, other posts may be next. Once is enough for many.
function refreshSoon() {
  clearTimeout(refreshing);
  refreshing = setTimeout(() => refresh().catch(() => {}), 1500);
}

const where = (key) => (isGroup(key) ? { group: key.slice(2) } : { contact: key.slice(2) });

function keyInAddress() {
  let key = "";
  try {
    key = decodeURIComponent(location.hash.slice(1));
  } catch {
    return null;
  }
  const known = isGroup(key) ? groupOf(key) : key.startsWith("p:") && state.faces.has(key.slice(2));
  return known ? key : null;
}

async function openFromAddress() {
  let key = keyInAddress();
  if (!key && wide.matches && state.groups.length) key = `g:${state.groups[0].id}`;
  document.body.dataset.shows = key ? "talk" : "list";
  state.key = key;
  state.bubbles = [];
  state.more = false;
  showHead();
  showComposer();
  $("newest").hidden = true;
  if (key) await load(key);
  showList();
}

async function load(key) {
  const { bubbles, more } = await get("bubbles", where(key));
  if (state.key !== key) return;
  // What came live while we were fetching is newer than what was fetched.
  const fetched = new Set(bubbles.map((bubble) => bubble.id));
  state.bubbles = [...bubbles, ...state.bubbles.filter((bubble) => !fetched.has(bubble.id))];
  state.more = more;
  markSeen(key);
  showBubbles(actions);
}

async function older() {
  const key = state.key;
  const { bubbles, more } = await get("bubbles", { ...where(key), before: state.bubbles[0].id });
  if (state.key !== key) return;
  state.bubbles = [...bubbles, ...state.bubbles];
  state.more = more;
  showBubbles(actions, { keepPlace: true });
}

function take(bubble) {
  countBubble(bubble);
  if (bubble.key === state.key) showInTalk(bubble);
  showList();
}

function showInTalk(bubble) {
  const place = state.bubbles.findIndex((one) => one.id === bubble.id);
  const atEnd = isAtEnd();
  const own = !bubble.bot && bubble.contact === speakerIn(state.key)?.contact;
  if (place >= 0) {
    state.bubbles[place] = bubble;
    changeBubble(bubble, actions);
  } else {
    state.bubbles.push(bubble);
    if (atEnd && state.bubbles.length > MOST_SHOWN) forgetOldest();
    else addBubble(bubble, state.bubbles.at(-2), actions);
    if (atEnd || own) scrollToEnd();
    else $("newest").hidden = false;
  }
  markSeen(state.key);
  if (bubble.recalled && state.quotes.get(state.key)?.id === bubble.id) { state.quotes.delete(state.key); showQuote(); }
}

// A long day in an open window: what scrolled out of sight can be asked for again.
function forgetOldest() {
  state.bubbles = state.bubbles.slice(-MOST_SHOWN / 2);
  state.more = true;
  showBubbles(actions);
}

async function recall(bubble) {
  try {
    take(await post("recall", { id: bubble.id }));
  } catch (problem) {
    news(t("没有撤回：{why}", { why: t(problem.message) }));
  }
  $("words").focus();
}

function changedSpeaker(contact) {
  if (!isGroup(state.key)) {
    location.hash = encodeURIComponent(`p:${contact}`);
    return;
  }
  speakAs(state.key, contact);
  showBubbles(actions);
  showList();
}

// Go where something is being said, unless one is already there.
function forwarded(keys) {
  const known = keys.filter((key) => (isGroup(key) ? groupOf(key) : state.faces.has(key.slice(2))));
  if (known.length && !known.includes(state.key)) location.hash = encodeURIComponent(known[0]);
}

// When the place for writing grows, the last words stay in sight.
function keepToTheEnd() {
  let atEnd = true;
  $("log").addEventListener("scroll", () => {
    atEnd = isAtEnd();
    if (atEnd) $("newest").hidden = true;
  });
  new ResizeObserver(() => { if (atEnd) scrollToEnd(); }).observe($("log"));
}

// The tour leads to the place, the person and the line; sending is left to whoever reads it.
function lead({ group, contact, line }) {
  const key = `g:${group}`;
  speakAs(key, contact);
  fill(key, line);
  if (state.key === key) changedSpeaker(contact);
  else location.hash = encodeURIComponent(key);
  setTimeout(() => $("words").focus(), 150);
}

// Another window may have done it: this one begins again as well.
function beginAgain() {
  forgetAll();
  tourBeginsAgain();
  location.reload();
}

function startMenu() {
  const menu = $("more");
  menu.addEventListener("click", (event) => { if (event.target.closest("button")) menu.open = false; });
  menu.addEventListener("keydown", (event) => { if (event.key === "Escape") { menu.open = false; menu.firstElementChild.focus(); } });
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  $("language").addEventListener("click", switchLanguage);
  $("reset").addEventListener("click", () => $("reset-sure").showModal());
  $("reset-now").addEventListener("click", async () => {
    try {
      await post("reset", {});
    } catch (problem) {
      news(t(problem.message));
    }
    $("reset-sure").close();
  });
  for (const button of document.querySelectorAll("dialog [data-close]")) {
    button.addEventListener("click", () => button.closest("dialog").close());
  }
}

async function start() {
  translatePage();
  startMenu();
  startComposer({ shown: take, changedSpeaker });
  startClock({ forwarded, ripe: refreshSoon });
  $("back").addEventListener("click", () => { location.hash = ""; });
  $("newest").addEventListener("click", scrollToEnd);
  keepToTheEnd();
  window.addEventListener("hashchange", () => openFromAddress().catch((problem) => news(problem.message)));
  wide.addEventListener("change", () => openFromAddress().catch((problem) => news(problem.message)));
  startTour(lead);
  listen({
    hello: async () => {
      // The stream is open: whatever we missed before is fetched now, whatever comes from here on we hear.
      $("offline").hidden = true;
      try {
        await refresh();
        await openFromAddress();
      } catch (problem) {
        news(problem.message);
      }
    },
    bubble: (bubble) => { take(bubble); refreshSoon(); },
    clock: (clock) => { takeClock(clock); showNext(); },
    reset: beginAgain,
    lost: () => { $("offline").hidden = false; },
  });
}

start();

// The guided tour: one sentence and one line to send at a time; what happened is asked of the bot's own records.
import { $ } from "./looks.js";
import { get } from "./net.js";
import { t } from "./words.js";

const LOOK_EVERY = 1200;
let tour = remembered();
let steps = [];

function remembered() {
  try {
    return JSON.parse(localStorage.getItem("sandbox.tour")) || { open: false, step: 0, since: null };
  } catch {
    return { open: false, step: 0, since: null };
  }
}

function remember() {
  try {
    localStorage.setItem("sandbox.tour", JSON.stringify(tour));
  } catch {
    // Then it cannot be resumed after a reload.
  }
}

export function tourBeginsAgain() {
  tour = { open: tour.open, step: 0, since: null };
  remember();
}

async function look() {
  if (!tour.open) return;
  const told = await get("tour", tour.since ? { since: tour.since } : {});
  if (!tour.since || new Date(tour.since) > new Date(told.now)) {
    // Just begun, or the world was made anew behind our back.
    tour.since = told.now;
    if (tour.step < told.steps.length) tour.step = 0;
    remember();
  }
  steps = told.steps;
  show();
}

function show() {
  $("tour").hidden = !tour.open;
  $("tour-open").setAttribute("aria-expanded", String(tour.open));
  $("tour-open").textContent = tour.open || tour.step === 0 || tour.step >= 8 ? t("导览") : t("继续导览 {n}/8", { n: tour.step + 1 });
  if (!tour.open || !steps.length) return;
  const step = steps[tour.step];
  $("tour-fill").hidden = !step || step.done;
  $("tour-next").hidden = Boolean(step) && !step.done;
  $("tour-next").textContent = step ? t("下一步") : t("再走一遍");
  say("tour-title", step ? t("第 {n} 步，共 {all} 步：{title}", { n: tour.step + 1, all: steps.length, title: t(step.title) }) : t("走完了"));
  say("tour-words", step ? t(step.done ? step.seen : step.words) : t("剩下的自己试：换个身份，换种说法，看机器人怎么读。"));
  $("tour").classList.toggle("seen", Boolean(step?.done));
  $("tour").dataset.done = step ? step.parts.filter((part) => part.done).length : 0;
  $("tour-bar").value = tour.step + (step?.done ? 1 : 0);
}

// Only what changed is written: a screen reader reads every writing aloud.
function say(id, words) {
  if ($(id).textContent !== words) $(id).textContent = words;
}

function next() {
  if (tour.step >= steps.length) tour = { open: true, step: 0, since: null };
  else tour.step += 1;
  remember();
  look().catch(() => {});
  $("tour-fill").focus();
}

export function startTour(fill) {
  $("tour-open").addEventListener("click", () => {
    tour.open = !tour.open;
    remember();
    show();
    look().catch(() => {});
  });
  $("tour-leave").addEventListener("click", () => { tour.open = false; remember(); show(); $("tour-open").focus(); });
  $("tour-next").addEventListener("click", next);
  $("tour-fill").addEventListener("click", () => {
    const part = steps[tour.step]?.parts.find((one) => !one.done);
    if (part) fill(part);
  });
  setInterval(() => {
    if (tour.open && document.visibilityState === "visible" && !steps[tour.step]?.done) look().catch(() => {});
  }, LOOK_EVERY);
  show();
  look().catch(() => {});
}

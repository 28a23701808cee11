// The bar: the bot's clock, and the button that moves it on.
import { $, clockFace, dayOf, news, stamp, timeOf } from "./looks.js";
import { post } from "./net.js";
import { now, state, takeClock } from "./state.js";
import { t } from "./words.js";

function showClock() {
  const { day, weekday, time } = clockFace(now());
  $("clock-day").textContent = day;
  $("clock-weekday").textContent = weekday;
  $("clock-time").textContent = time;
}

export function showNext() {
  const button = $("forward");
  button.disabled = !state.next;
  button.textContent = state.next ? t("快进到下一个定时消息（{what}）", { what: nextLabel(state.next) }) : t("没有等着发的定时消息");
  showClock();
}

function nextLabel({ at, label }) {
  const moment = new Date(at);
  const tomorrow = dayOf(moment) === dayOf(now()) ? "" : `${t("次日")} `;
  return `${tomorrow}${timeOf(moment)} ${t(label)}`;
}

async function forward(body, forwarded) {
  $("forward").disabled = true;
  try {
    const answer = await post("forward", body);
    takeClock(answer);
    if (answer.moved) {
      const many = answer.said_in.length;
      const said = many ? t("发到 {many} 个会话", { many }) : t("这次没有要说的话");
      news(t("已到 {when} {what}：{said}", { when: stamp(now(), now()), what: t(answer.label), said }));
      forwarded(answer.said_in);
    }
  } catch (problem) {
    news(t("没有快进：{why}", { why: t(problem.message) }));
  }
  showNext();
}

export function startClock({ forwarded, ripe }) {
  $("forward").addEventListener("click", () => forward({ at: state.next?.at }, forwarded));
  for (const button of document.querySelectorAll("[data-minutes]")) {
    button.addEventListener("click", () => forward({ minutes: Number(button.dataset.minutes) }, forwarded));
  }
  setInterval(() => {
    showClock();
    // What was next has come by itself: ask once what is next now.
    if (state.next && new Date(state.next.at) <= now()) { state.next = null; ripe(); }
  }, 1000);
}

// 「机器人怎么读的」: the words with what was found in them, the fields, and what became of the message.
import { $, make, news } from "./looks.js";
import { get } from "./net.js";
import { t } from "./words.js";

export async function showReading(bubble) {
  try {
    const told = await get("reading", { id: bubble.id });
    $("reading-body").replaceChildren(...partsOf(told));
    $("reading").showModal();
  } catch (problem) {
    news(t(problem.message));
  }
}

function partsOf(told) {
  const readings = told.readings.length ? told.readings.map(readingPart) : [make("p", { class: "quiet" }, nothingRead(told))];
  return [
    make("p", { class: "read-text" }, ...marked(told.text, told.readings.flatMap((one) => one.spans))),
    ...readings,
    make("h3", {}, t("处理结果")),
    donePart(told),
    ...answersPart(told),
  ];
}

function nothingRead(told) {
  if (!["text", "jielong"].includes(told.type)) return t("这不是文字：机器人不读内容，只按种类处理。");
  if (told.long) return t("太长了，没有解析，已请工作人员看。");
  if (told.near?.length) return t("标题没认出来，像是：{near}", { near: told.near.join("、") });
  if (told.talk && told.unread) return t("听着像闲聊，没有登记；说不定真有事，已请工作人员看。");
  if (told.talk) return t("听着像闲聊，没有登记。真有需要的话，加上标题再说一遍，比如「#用药」。");
  if (told.unread) return t("像是有事要说，但没读懂，已请工作人员看。");
  return t("没有读出要记的内容：当作普通聊天，或是在回答机器人的问题。");
}

function readingPart(reading) {
  const list = make("dl", { class: "fields" });
  for (const field of reading.fields) list.append(make("dt", {}, field.label), make("dd", {}, field.value));
  if (reading.missing.length) list.append(make("dt", { class: "lacks" }, t("还缺")), make("dd", { class: "lacks" }, reading.missing.join("、")));
  const warnings = reading.warnings.map((words) => make("p", { class: "warning" }, `⚠ ${words}`));
  return make("section", { class: "read" }, make("h3", {}, t("读作「{kind}」", { kind: reading.kind })), list, ...warnings);
}

function donePart(told) {
  const list = make("ul", { class: "done" }, make("li", {}, t(told.state)));
  for (const one of told.done) list.append(make("li", {}, one.about ? `${t(one.what)}：${one.about}` : t(one.what)));
  if (told.human) list.append(make("li", {}, t("要请工作人员看一看")));
  if (told.error) list.append(make("li", {}, `${t("出错")}：${told.error}`));
  if (told.trace) list.append(make("li", {}, `${t("追踪号")}：${told.trace}`));
  return list;
}

function answersPart(told) {
  if (!told.answers.length) return [];
  return [make("h3", {}, t("机器人回了")), ...told.answers.map((one) => make("blockquote", {}, one.text))];
}

// Spans count characters as the reader does: by code point. Where several lie on each other, what was found stands above, not the cue.
function marked(text, spans) {
  const letters = Array.from(text);
  const labels = letters.map(() => new Set());
  for (const span of spans) for (let i = span.start; i < Math.min(span.end, letters.length); i += 1) labels[i].add(span.field === "kind" ? "" : span.label);
  const nameAt = (i) => (labels[i].size ? [...labels[i]].filter(Boolean).join("·") || t("类别") : null);
  const out = [];
  for (let i = 0, start = 0; i < letters.length; i = start) {
    const name = nameAt(i);
    for (start = i + 1; start < letters.length && nameAt(start) === name;) start += 1;
    const words = letters.slice(i, start).join("");
    out.push(name === null ? words : make("mark", {}, make("ruby", {}, words, make("rt", {}, name))));
  }
  return out;
}

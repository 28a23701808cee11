// The page's own words: Chinese as they stand in the code, English by a cookie. What people and the bot say stays as it is.
export const language = document.documentElement.lang.startsWith("en") ? "en" : "zh";
const ENGLISH = language === "en" ? pairsOf(await (await fetch("/static/english.txt")).text()) : {};

// One pair a line, the same list the dashboard uses.
function pairsOf(text) {
  return Object.fromEntries(text.split("\n").filter((line) => !line.startsWith("#") && line.includes(" = ")).map((line) => line.split(" = ", 2)));
}

export function t(words, values = {}) {
  const said = language === "en" ? ENGLISH[words] ?? words : words;
  return said.replace(/\{(\w+)\}/gu, (all, name) => String(values[name] ?? all));
}

const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt"];

// What the server put into the page in Chinese.
export function translatePage() {
  if (language === "zh") return;
  document.title = t(document.title);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const words = texts.currentNode.data.trim();
    if (words in ENGLISH) texts.currentNode.data = texts.currentNode.data.replace(words, () => ENGLISH[words]);
  }
  for (const element of document.querySelectorAll(ATTRIBUTES.map((name) => `[${name}]`).join(","))) {
    for (const name of ATTRIBUTES) if (element.hasAttribute(name)) element.setAttribute(name, t(element.getAttribute(name)));
  }
}

export function switchLanguage() {
  document.cookie = `gelibot-language=${language === "en" ? "zh" : "en"}; path=/; max-age=31536000; samesite=strict`;
  location.reload();
}

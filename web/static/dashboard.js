// The dashboard works without this; with it a page renews itself, and a button that was pressed is not pressed twice.
const EVERY = 5000;
const main = document.querySelector("main[data-live]");
const lost = document.getElementById("lost");
let stamp = "-";

// Nothing is renewed under somebody's fingers.
function busy() {
  const at = document.activeElement;
  return main.querySelector("details[open] form") || (at && main.contains(at) && at.matches("input, textarea, select, button"));
}

function put(text) {
  const fresh = new DOMParser().parseFromString(text, "text/html");
  const focused = document.activeElement && main.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  const open = [...main.querySelectorAll("details[open][id]")].map((one) => one.id);
  main.replaceChildren(...[...fresh.body.childNodes].map((node) => document.adoptNode(node)));
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (focused) main.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
}

async function renew() {
  if (document.visibilityState !== "visible" || busy()) return;
  const answer = await fetch(location.href, { headers: { "X-Fragment": stamp } });
  if (answer.status === 401) location.assign("/dashboard/login");
  else if (answer.status === 200 && !busy()) {
    stamp = answer.headers.get("X-Fragment") || "-";
    put(await answer.text());
  }
  lost.hidden = answer.ok;
}

if (main) {
  const again = () => renew().catch(() => { lost.hidden = false; });
  setInterval(again, EVERY);
  document.addEventListener("visibilitychange", again);
}

document.addEventListener("submit", (event) => {
  if (event.target.method !== "post") return;
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});
document.getElementById("print")?.addEventListener("click", () => window.print());
window.addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.sent; });
const tabs = document.querySelector(".tabs"), here = tabs?.querySelector("[aria-current]");
// Not scrollIntoView: newer browsers then begin the tabulator key behind it, and the keyboard never meets 跳到正文.
if (here) tabs.scrollLeft += here.getBoundingClientRect().left - tabs.getBoundingClientRect().left - (tabs.clientWidth - here.offsetWidth) / 2;

// Talking to the server.

async function answer(response) {
  const data = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(data.problem || `HTTP ${response.status}`);
  return data;
}

export async function get(path, parameters = {}) {
  return answer(await fetch(`/api/${path}?${new URLSearchParams(parameters)}`));
}

export async function post(path, body) {
  const headers = { "Content-Type": "application/json" };
  return answer(await fetch(`/api/${path}`, { method: "POST", headers, body: JSON.stringify(body) }));
}

// The bytes are the body, all else stands in the address.
export async function sendFile(wish, data) {
  const given = Object.entries(wish).filter(([, value]) => value !== null);
  const headers = { "Content-Type": "application/octet-stream" };
  return answer(await fetch(`/api/send?${new URLSearchParams(given)}`, { method: "POST", headers, body: data }));
}

// The events of the world. Browsers keep only six connections to one address, so a window nobody sees gives its own back.
export function listen({ hello, bubble, clock, reset, lost }) {
  let source = null;
  function open() {
    if (source) return;
    source = new EventSource("/api/live");
    source.addEventListener("hello", hello);
    source.addEventListener("bubble", (event) => bubble(JSON.parse(event.data)));
    source.addEventListener("clock", (event) => clock(JSON.parse(event.data)));
    source.addEventListener("reset", reset);
    source.addEventListener("error", () => {
      lost();
      if (source && source.readyState === EventSource.CLOSED) {
        close();
        setTimeout(look, 2000);
      }
    });
  }
  function close() {
    if (source) source.close();
    source = null;
  }
  function look() {
    if (document.visibilityState === "visible") open();
    else close();
  }
  document.addEventListener("visibilitychange", look);
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", look);
  look();
}

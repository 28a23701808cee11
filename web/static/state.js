// What this window knows. Which bubbles were seen, and who one speaks as, is each window's own affair; a new one begins as the last was.

const remembered = (name) => {
  try {
    return JSON.parse(sessionStorage.getItem(`sandbox.${name}`) || localStorage.getItem(`sandbox.${name}`)) || {};
  } catch {
    return {};
  }
};

export const state = {
  groups: [], people: [], conversations: {}, faces: new Map(),
  key: null, bubbles: [], more: false,
  drafts: new Map(), quotes: new Map(), counted: new Set(),
  seen: remembered("seen"), speakers: remembered("speakers"), lastSpeaker: null,
  clockAhead: 0, next: null,
};

export const now = () => new Date(Date.now() + state.clockAhead);

export function takeWorld(world) {
  state.groups = world.groups;
  state.people = world.people;
  state.faces = new Map(world.people.map((face) => [face.contact, face]));
  state.conversations = world.conversations;
  state.counted.clear();
  // A new database has fewer bubbles than were seen in the old one.
  for (const key of Object.keys(state.seen)) state.seen[key] = Math.min(state.seen[key], countOf(key));
  takeClock(world);
}

export function takeClock({ clock, next }) {
  state.clockAhead = new Date(clock).getTime() - Date.now();
  state.next = next;
}

export const countOf = (key) => state.conversations[key]?.count || 0;
export const unreadIn = (key) => Math.max(0, countOf(key) - (state.seen[key] || 0));
export const isGroup = (key) => key.startsWith("g:");
export const groupOf = (key) => state.groups.find((group) => `g:${group.id}` === key);

export function markSeen(key) {
  state.seen[key] = countOf(key);
  remember("seen");
}

// A bubble that comes twice was recalled: it is not one more.
export function countBubble(bubble) {
  const known = state.conversations[bubble.key] || { count: 0 };
  const isNew = !bubble.recalled && !state.counted.has(bubble.id) && known.last?.id !== bubble.id;
  state.counted.add(bubble.id);
  if (isNew || known.last?.id === bubble.id) state.conversations[bubble.key] = { count: known.count + (isNew ? 1 : 0), last: bubble };
}

export function membersOf(key) {
  if (!isGroup(key)) return state.people;
  const members = groupOf(key)?.members || [];
  return members.map((contact) => state.faces.get(contact)).filter(Boolean);
}

// Who one is in a conversation: in private the one it belongs to, in a group whoever was chosen last, else the first who fits.
export function speakerIn(key) {
  if (!isGroup(key)) return state.faces.get(key.slice(2));
  const members = membersOf(key);
  return members.find((face) => face.contact === state.speakers[key]) || members[0];
}

export function speakAs(key, contact) {
  state.speakers[key] = contact;
  state.lastSpeaker = contact;
  remember("speakers");
}

export function forgetAll() {
  Object.assign(state, { seen: {}, speakers: {} });
  state.drafts.clear();
  remember("seen");
  remember("speakers");
}

function remember(name) {
  try {
    for (const storage of [sessionStorage, localStorage]) storage.setItem(`sandbox.${name}`, JSON.stringify(state[name]));
  } catch {
    // A browser that keeps nothing forgets what was seen when it is reloaded; nothing else depends on it.
  }
}

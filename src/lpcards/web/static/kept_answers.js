// Answers are kept in this browser, each under a key of its own, until the server has them; also
// when it is logged out (log_out.js).

const KEPT = `lpcards:answer:${document.getElementById("kept")?.dataset.log}:`; // for one log
const SENDING = "lpcards:sending";
const LEASE = 20000; // ms in which one tab sends and the others wait
const PATIENCE = 4000; // ms until no answer counts as none
const AT_ONCE = 50;
const TRIES = 10;
const tab = newKey();
let formKey = "";
const links = new Map(); // commands that the server named, and the pages that do the same
let held = new Map(); // cards by their id, as they came last

/** Return an address of the sitting that this page has; its name is in the page's own address. */
export function inSitting(path, more = {}) {
  const query = new URLSearchParams(location.search);
  query.delete("after");
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  return query.size ? `${path}?${query}` : path;
}

export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function useFormKey(key) {
  formKey = key;
}

export function currentFormKey() {
  return formKey;
}

/** Keep an answer; it has `once` and `at` (ms since 1970). False: this browser keeps nothing. */
export function keep(answer) {
  const name = `${KEPT}${String(answer.at).padStart(15, "0")}:${answer.once}`;
  return stored(localStorage, name, JSON.stringify(answer));
}

/** Store a text; return whether it is there. */
export function stored(storage, name, text) {
  try {
    storage.setItem(name, text);
    return true;
  } catch {
    return false; // it is full, or not allowed
  }
}

/** Return [name, answer] of all that is kept, the oldest first. */
export function kept() {
  const names = Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at));
  const ours = names.filter((name) => name.startsWith(KEPT)).sort();
  return ours.flatMap((name) => {
    const answer = parsed(localStorage.getItem(name));
    return typeof answer?.once === "string" ? [[name, answer]] : [];
  });
}

/** Return what a text of JSON has; null: it is none. Other programs may have had this address. */
export function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export function unsent() {
  return kept().filter(([, answer]) => !answer.refused);
}

export function refused() {
  return kept().filter(([, answer]) => answer.refused);
}

export function drop(name) {
  localStorage.removeItem(name);
}

/** Let a refused answer be sent again. */
export function retry(name) {
  const answer = JSON.parse(localStorage.getItem(name));
  delete answer.refused;
  localStorage.setItem(name, JSON.stringify(answer));
}

/** What the server makes of a request: its JSON. Throws with `.words` where it refuses it. */
export async function ask(path, body) {
  const here = held;
  const options = { credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE) };
  if (body !== undefined) {
    options.method = "POST";
    options.headers = { "Content-Type": "application/json", "X-Form-Key": formKey };
    const looks = Object.fromEntries([...here].map(([id, one]) => [id, one.looks]));
    options.body = JSON.stringify(body.answers ? { ...body, held: looks } : body);
  }
  const response = await fetch(inSitting(path), options);
  const found = await response.json();
  for (const [command, page] of Object.entries(found.links || {})) links.set(command, page);
  if (response.ok) return whole(found, here);
  const fault = new Error(String(response.status));
  fault.status = response.status;
  fault.words = found.error || "";
  throw fault;
}

/** Return the page that does what a command does, as the server said; undefined: none. */
export function pageOf(command) {
  return links.get(command);
}

/** Of cards that were here the server sends the place alone: take the rest from here. */
function whole(found, here) {
  if (!found.cards) return found;
  const cards = found.cards.map((one) => ({ ...here.get(one.id), ...one }));
  held = new Map(cards.map((one) => [one.id, one]));
  return { ...found, cards };
}

/** Ask; with a form's key that is too old, ask for the new one first. */
export async function post(path, body) {
  try {
    return await ask(path, body);
  } catch (fault) {
    if (fault.status !== 403) throw fault;
    useFormKey((await ask("/api/review")).form_key);
    return ask(path, body);
  }
}

/** Send all that is kept, in order, and `more` after it; return the server's last answer.
 *
 * Null: another tab is sending, or there is nothing to send. Throws where nobody answers. */
export async function deliver(more = []) {
  if (!more.length && !unsent().length) return null;
  for (let tries = 0; !leased(); tries += 1) {
    if (tries === TRIES) return null;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  try {
    let found = null;
    for (let some = unsent(); some.length; some = unsent()) {
      found = await exchange(some.slice(0, AT_ONCE), []);
    }
    return more.length ? await exchange([], more) : found;
  } finally {
    localStorage.removeItem(SENDING);
  }
}

async function exchange(some, more) {
  const answers = [...some.map(([, answer]) => aged(answer)), ...more];
  const found = await post("/api/review", { answers });
  const results = new Map(found.results.map((result) => [result.once, result]));
  for (const [name, answer] of some) {
    const result = results.get(answer.once);
    if (!result) throw new Error("the answer says nothing of what was sent");
    if (result.done) drop(name);
    else localStorage.setItem(name, JSON.stringify({ ...answer, refused: result.said }));
  }
  return found;
}

function aged({ at, front, ...answer }) {
  return { ...answer, age: Math.max(0, Date.now() - at) };
}

function leased() {
  const [owner, until] = (localStorage.getItem(SENDING) || ":0").split(":");
  if (owner !== tab && Number(until) > Date.now()) return false;
  stored(localStorage, SENDING, `${tab}:${Date.now() + LEASE}`);
  return true;
}

// The keys of all pages: which are ours, which button has one, and whether single keys do anything.

const SWITCH = "lpcards-keys"; // not one of those that go with a login: it is about the person
const TEXT = "textarea, select, input:not([type=checkbox])";
const PRESSED = "a, button, summary";

/** Say whether single keys do anything in this browser. */
export function areOn() {
  try {
    return localStorage.getItem(SWITCH) !== "off";
  } catch {
    return true;
  }
}

/** Switch single keys on or off; return what they are now: a browser may keep nothing. */
export function switchKeys(on) {
  try {
    if (on) localStorage.removeItem(SWITCH);
    else localStorage.setItem(SWITCH, "off");
  } catch {
    // nothing is kept
  }
  return areOn();
}

/** Do what a key means: `meant(key, target)` returns what that is, `typed` the same where a text is
 * typed; null: it is the browser's. A key that is held does nothing more. */
export function listen(meant, typed = () => null) {
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const isText = target.closest(TEXT);
    const does = isText ? typed(key, target) : isBrowsers(key, target) ? null : meant(key, target);
    if (!does) return;
    event.preventDefault();
    if (!event.repeat) does();
  });
}

function isBrowsers(key, target) {
  if (key === "Escape") return false;
  if (key === "Enter") return Boolean(target.closest(PRESSED));
  if (key.length > 1 || !areOn()) return true;
  return key === " " && Boolean(target.closest(`${PRESSED}, input`));
}

/** Return what presses the button that a key is named at; null: none is. */
export function buttonOf(key) {
  const name = key === " " ? "space" : key;
  const named = [...document.querySelectorAll("[data-keys]")];
  const found = named.find((one) => one.dataset.keys.split(" ").includes(name));
  return found ? () => found.click() : null;
}

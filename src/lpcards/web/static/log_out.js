// What pages keep in the browser goes when it is logged out, but for answers that wait to be sent.

const OURS = "lpcards:";
const ANSWERS = "lpcards:answer:";
const OUT = "lpcards:out";

function forget() {
  for (const storage of [sessionStorage, localStorage]) {
    const names = Object.keys(storage).filter((name) => name.startsWith(OURS) && !name.startsWith(ANSWERS));
    for (const name of names) storage.removeItem(name);
  }
}

/** Forget now, and what the page keeps until it is left. */
export function forgetAll() {
  forget();
  window.addEventListener("pagehide", forget);
}

document.querySelector("form[action='/logout']")?.addEventListener("submit", () => {
  try {
    localStorage.setItem(OUT, "yes"); // the other tabs are told
  } catch {
    // nothing can be kept here: nothing is
  }
  forgetAll();
});
window.addEventListener("storage", ({ key, newValue }) => {
  if (key === OUT && newValue) forgetAll();
});

// The review without page loads: keys as at the terminal, taps, the clock, and cards that are held
// for the time when nobody answers. What it shows was drawn by the server; what counts is decided there.

import { proposed, shownItems } from "/static/grading.js";
import { ask, currentFormKey, deliver, keep, newKey, post, unsent, useFormKey } from "/static/kept_answers.js";
import { comeBack, showRefused, showWords, waiting } from "/static/kept_list.js";

const TURN = "lpcards:turn";
const SLOWEST = 60000; // ms between two tries
const root = document.getElementById("review");
const place = document.getElementById("asked");
const saidAt = root.querySelector(".said");
const awayAt = root.querySelector(".away");
const read = new Set(); // passages that were read, `story:place`; `story` where it is enough

let cards = [];
let words = {};
let typing = false;
let card = null;
let turn = null;
let screen = ""; // read, question, answer, learning, none
let busy = false;
let leaving = false; // for the page that comes between two cards
let away = false; // nobody answers
let awayWords = ""; // what the server says of it, if it says anything
let tries = 0;
let timer = 0;

const find = (selector) => place.querySelector(selector);
const all = (selector) => [...place.querySelectorAll(selector)];
const say = (said) => showWords(saidAt, said);

// What is asked

function take(state) {
  useFormKey(state.form_key);
  ({ words, typing } = state);
  cards = state.cards;
  leaving = state.is_between;
  if (leaving) location.assign("/review");
  return !leaving;
}

/** Ask the first card that is held; `said` is told with it. */
function next(said = "") {
  [card = null] = cards;
  turn = card && (keptTurn() || newTurn());
  say(said);
  if (!card) return nothingHeld();
  if (turn.revealed) return showAnswer();
  return unreadOf(card).length ? showPassages() : showQuestion();
}

function newTurn() {
  return { once: newKey(), elapsed: 0, since: performance.now(), hints: 0, ticked: new Set(), revealed: false, thinking: 0, typed: null, typedGrade: null, notes: [], slips: [], overruling: false };
}

const sameCard = (one) => [one.id, one.words, one.kind, one.grading.items, one.grading.order].join("|");

/** Remember the card in progress: a page that is loaded again goes on with it. */
function keepTurn() {
  if (!card || !turn) return sessionStorage.removeItem(TURN);
  const written = find("textarea[name=typed]")?.value;
  const kept = { ...turn, of: sameCard(card), ticked: [...turn.ticked], elapsed: seconds() * 1000, written };
  return sessionStorage.setItem(TURN, JSON.stringify(kept));
}

function keptTurn() {
  const kept = JSON.parse(sessionStorage.getItem(TURN) || "null");
  if (!kept || kept.of !== sameCard(card)) return null;
  return { ...kept, ticked: new Set(kept.ticked), since: performance.now() };
}

const seconds = () => (turn.elapsed + performance.now() - turn.since) / 1000;

function draw(html, name) {
  screen = name;
  place.innerHTML = html;
  for (const form of all("form")) form.addEventListener("submit", submitted);
}

function showQuestion() {
  draw(card.question, "question");
  find("button[value=typing]").textContent = typing ? "Say the answers aloud" : "Type the answers";
  const field = find(".typing");
  field.hidden = !typing || !card.grading.gradable;
  field.querySelector("textarea").value = turn.written || "";
  showHints();
  showClock();
  window.scrollTo(0, 0);
  if (field.hidden) find(".front").focus();
  else field.querySelector("textarea").focus();
  keepTurn();
}

function showHints() {
  all(".hint").forEach((hint, at) => {
    hint.hidden = at >= turn.hints;
  });
  const button = find("button[value=hint]");
  if (button) button.disabled = turn.hints >= card.hints.length;
}

function showClock() {
  const clock = find(".clock");
  if (!clock || !turn || screen === "read") return;
  const whole = Math.floor(turn.revealed ? turn.thinking : seconds());
  const now = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  clock.textContent = typing ? now : `${now} of ${card.seconds} s`;
}

setInterval(() => {
  if (screen === "question") showClock();
}, 1000);

function showAnswer() {
  draw(card.answer, "answer");
  find("button[value=typing]").hidden = true;
  showTyped();
  showClock();
  find(".cost").textContent = card.costs[turn.hints];
  showTicks();
  find(".answer").focus({ preventScroll: true });
  keepTurn();
}

function showTyped() {
  if (turn.typed === null) return;
  const lines = [`You typed:${card.grading.items.length ? "" : turn.notes.map((note) => ` (${note})`).join("")}`];
  for (const [quoted, remedy] of turn.slips) lines.push(`${quoted}: ${remedy}`);
  const [first, ...others] = lines.map((line) => Object.assign(document.createElement("p"), { textContent: line }));
  const typed = Object.assign(document.createElement("blockquote"), { textContent: turn.typed || "(nothing)" });
  find(".you-typed").replaceChildren(first, typed, ...others);
}

function showTicks() {
  const shown = shownItems(card, turn);
  all("input[name=tick]").forEach((box, at) => {
    box.checked = turn.ticked.has(at);
    box.disabled = shown.has(at);
    const note = shown.has(at) ? "shown as a hint" : turn.notes[at] || "";
    box.parentElement.querySelector(".note").textContent = note && `(${note})`;
  });
  const grade = proposed(card, turn);
  const button = card.grading.buttons.find((one) => one.grade === grade);
  const takes = find(".take");
  if (takes && button) takes.textContent = `${turn.ticked.size} of ${card.grading.items.length} ticked, proposed: ${button.key} ${button.word} ${button.back}`;
  for (const one of all(".grade")) {
    if (Number(one.value) === grade) one.setAttribute("aria-current", "true");
    else one.removeAttribute("aria-current");
  }
}

function nothingHeld() {
  turn = null;
  screen = "none";
  keepTurn();
  place.innerHTML = '<h1 class="front" tabindex="-1">That is all this page holds.</h1><p>The rest comes when lpcards is back.</p>';
  find(".front").focus();
}

// What is to be read before

function unreadOf({ before }) {
  if (!before || read.has(before.story)) return [];
  return before.passages.filter((_, at) => !read.has(`${before.story}:${before.places[at]}`));
}

function showPassages(whole = false) {
  const { title, about, whole: story } = card.before;
  const passages = whole ? story : unreadOf(card);
  const more = whole ? "" : '<button class="plain" name="act" value="whole">Read all of it</button><button class="plain" name="act" value="enough">Skip what is to be read</button>';
  draw(`<form class="card"><p class="card-top">${about}</p><h1 class="front" tabindex="-1">${title}</h1>${passages.join("")}<div class="row"><button name="act" value="read">On to the card</button>${more}<button class="plain" name="act" value="stop">Stop for today</button></div></form>`, "read");
  window.scrollTo(0, 0);
  find(".front").focus();
}

function haveRead(enough) {
  const { story, places } = card.before;
  for (const at of places) read.add(`${story}:${at}`);
  if (enough) read.add(story);
  post("/api/review", { answers: [{ ...cardFields(), act: enough ? "enough" : "read" }] }).catch(() => {});
  turn = newTurn();
  showQuestion();
}

// What is decided

function cardFields(once = newKey()) {
  const { items, order } = card.grading;
  return { once, card: card.id, kind: card.kind, words: card.words, items, order };
}

async function reveal() {
  const field = find(".typing");
  turn.thinking = seconds();
  if (field && !field.hidden && card.grading.gradable) {
    turn.typed = field.querySelector("textarea").value.trim();
    await judge();
  }
  turn.revealed = true;
  showAnswer();
}

async function judge() {
  const { typed, hints, thinking } = turn;
  try {
    const found = await post("/api/review/judge", { ...cardFields(turn.once), typed, hints, thinking });
    turn.ticked = new Set(found.ticked);
    ({ notes: turn.notes, slips: turn.slips, grade: turn.typedGrade } = found);
  } catch {
    say("The page gets no answer: judge yourself what you typed.");
  }
}

async function grade(value) {
  const { once, hints, thinking, typed } = turn;
  const ticked = [...turn.ticked].sort((one, other) => one - other);
  const answer = { ...cardFields(once), grade: value, ticked, hints, seconds: seconds(), thinking, typed, at: Date.now(), front: card.front };
  keep(answer);
  sessionStorage.removeItem(TURN);
  const known = away ? null : await send();
  if (known) {
    next([...known.results].reverse().find((result) => result.once === once)?.said || known.message);
    return;
  }
  if (leaving) return;
  if (away) showAway();
  cards = cards.slice(1);
  next();
}

/** Send what is kept, and what is to be done besides; take up the cards that come back. */
async function send(more = []) {
  try {
    const found = await deliver(more);
    if (away || tries) back();
    showRefused(document.getElementById("kept"), retryNow);
    return found && (take(found) ? found : null);
  } catch (fault) {
    nobodyAnswers(fault);
    return null;
  }
}

function nobodyAnswers(fault) {
  away = true;
  awayWords = fault.words;
  showAway();
  clearTimeout(timer);
  timer = setTimeout(retryNow, Math.min(SLOWEST, 1000 * 2 ** tries));
  tries += 1;
}

function showAway() {
  showWords(awayAt, comeBack(awayWords));
}

function back() {
  away = false;
  tries = 0;
  awayAt.replaceChildren();
}

/** Try again; whoever is at a card stays there. */
async function retryNow() {
  if (busy) return;
  const at = card;
  try {
    const found = (await deliver()) || (await ask("/api/review"));
    const wasAway = away;
    back();
    showRefused(document.getElementById("kept"), retryNow);
    if (at !== card || busy || !take(found)) return;
    if (!card) next(found.message);
    else if (!cards.some((one) => sameCard(one) === sameCard(card))) cards.unshift(card);
    else cards = [card, ...cards.filter((one) => one.id !== card.id)];
    const last = found.results?.at(-1)?.said;
    if (wasAway && card) say(last ? `lpcards is back. ${last}` : "lpcards is back.");
  } catch (fault) {
    nobodyAnswers(fault);
  }
}

/** Do anything but to grade: that needs somebody who answers. */
async function act(name, note = "") {
  const once = newKey();
  const found = await send([{ ...cardFields(once), act: name, note }]);
  if (!found) {
    if (away) say("That has to wait until lpcards is back.");
    return;
  }
  const result = found.results.find((one) => one.once === once);
  const said = result?.said || found.message;
  if (name === "learn" && result?.done) showLearning();
  else if (["flag", "unflag", "typing"].includes(name) && result?.done) again(said);
  else next(said);
}

/** Draw the same card anew: its flag changed, or how it is answered. */
function again(said) {
  keepTurn();
  next(said);
}

function showLearning() {
  const { learning } = card;
  sessionStorage.removeItem(TURN);
  card = null;
  turn = null;
  draw(learning, "learning");
  find(".button").addEventListener("click", (event) => {
    event.preventDefault();
    next();
  });
  find(".front").focus();
}

function stop() {
  if (away) {
    say(`${waiting()} You can close this page; whatever is kept is sent when you open it again.`);
    return;
  }
  const form = Object.assign(document.createElement("form"), { method: "post", action: "/review" });
  for (const [name, value] of [["form_key", currentFormKey()], ["act", "stop"]]) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  document.body.append(form);
  form.submit();
}

function hint() {
  if (screen !== "question") return say(words.shown_already);
  if (turn.hints >= card.hints.length) return say(card.no_more);
  turn.hints += 1;
  showHints();
  keepTurn();
  return say(card.costs[turn.hints]);
}

function tick(at, on = !turn.ticked.has(at)) {
  if (shownItems(card, turn).has(at)) return say(words.shown_as_hint);
  if (on) turn.ticked.add(at);
  else turn.ticked.delete(at);
  showTicks();
  say("");
  return keepTurn();
}

function tickAll() {
  const shown = shownItems(card, turn);
  card.grading.items.forEach((_, at) => !shown.has(at) && turn.ticked.add(at));
  showTicks();
  keepTurn();
}

function open(name) {
  const field = find(`[name=${name}]`);
  if (!field) return;
  find(".more").open = true;
  field.focus();
}

const acts = {
  show: reveal,
  hint,
  read: () => haveRead(false),
  enough: () => haveRead(true),
  whole: () => showPassages(true),
  stop,
  flag: () => act("flag", find("[name=note]").value.trim()),
  write: () => act("write", find("[name=written]").value.trim()),
};

async function once(does) {
  if (busy || leaving) return;
  busy = true;
  try {
    await does();
  } finally {
    busy = false;
  }
}

function submitted(event) {
  event.preventDefault();
  const { name, value } = event.submitter || {};
  if (name === "grade") once(() => grade(value === "ticks" ? proposed(card, turn) : Number(value)));
  else if (name === "act") once(acts[value] || (() => act(value)));
}

place.addEventListener("change", ({ target }) => {
  if (target.name === "tick") tick(Number(target.value), target.checked);
});
place.addEventListener("input", keepTurn);

// Keys

const onAll = { u: () => act("undo"), s: () => act("suspend"), b: () => act("bury"), q: stop, h: hint, "?": help, f: flag, w: write, e: () => say(card.source) };
const NATIVE = new Set(["A", "BUTTON", "SUMMARY"]);
const isText = ({ tagName, type }) => tagName === "TEXTAREA" || (tagName === "INPUT" && type !== "checkbox");

function flag() {
  return card.flag ? act("unflag") : open("note");
}

async function write() {
  if (!card.writes) return say(words.unknown);
  if (!turn.revealed) await reveal();
  return open("written");
}

function help() {
  const shown = place.querySelector(".help");
  if (shown) return shown.remove();
  place.append(document.getElementById("help").content.cloneNode(true));
  return place.querySelector(".help").scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const does = isText(target) ? typedKey(key, target) : keyFor(key, target);
  if (!does) return;
  event.preventDefault();
  if (!event.repeat) once(does);
});

function typedKey(key, target) {
  if (key === "Escape") return () => find(".front").focus();
  if (key !== "Enter") return null;
  if (target.name === "note") return acts.flag;
  if (target.name === "written") return acts.write;
  const isDone = !card.grading.items.length || target.value === "" || target.value.endsWith("\n");
  return target.name === "typed" && isDone ? reveal : null;
}

function keyFor(key, target) {
  const isNative = NATIVE.has(target.tagName) || (key === " " && target.type === "checkbox");
  if (isNative && (key === " " || key === "Enter")) return null;
  if (screen === "learning") return key === " " || key === "Enter" ? () => next() : null;
  if (screen === "read") return { " ": acts.read, Enter: acts.read, w: acts.whole, s: acts.enough, q: stop }[key] || null;
  if (!card || key.length > 1 && key !== "Enter") return null;
  return (screen === "question" ? questionKey(key) : answerKey(key)) || onAll[key] || deadKey(key);
}

function questionKey(key) {
  const field = find(".typing");
  if (key === "Enter" && !field.hidden) return () => field.querySelector("textarea").focus();
  if (key === " " || key === "Enter") return reveal;
  return key === "l" && card.learnable ? () => act("learn") : null;
}

function answerKey(key) {
  const { gradable, items, buttons } = card.grading;
  if (!gradable) return key === " " || key === "Enter" ? () => act("bury") : null;
  const button = buttons.find((one) => one.key === key);
  if ((turn.overruling || !items.length) && button) return () => grade(button.grade);
  const worth = proposed(card, turn);
  if (key === "Enter" && worth !== null) return () => grade(worth);
  turn.overruling = key === "g" && items.length > 0;
  if (turn.overruling) return () => say(card.grades);
  if (key === "a" && items.length) return tickAll;
  const at = "1234567890".indexOf(key);
  return at >= 0 && at < items.length ? () => tick(at) : null;
}

function deadKey(key) {
  if (key >= "0" && key <= "9") return () => say(card.dead[screen === "answer" ? 1 : 0]);
  return key === " " || key === "Enter" ? null : () => say(words.unknown);
}

// How it begins, and goes on after a while

async function begin() {
  useFormKey(root.dataset.key);
  const said = saidAt.textContent;
  try {
    const found = (unsent().length && (await deliver())) || (await ask("/api/review"));
    showRefused(document.getElementById("kept"), retryNow);
    if (take(found)) next(found.results?.at(-1)?.said || found.message || said);
  } catch (fault) {
    nobodyAnswers(fault);
  }
}

for (const name of ["online", "focus"]) {
  window.addEventListener(name, () => {
    if (away) retryNow();
  });
}
window.addEventListener("pagehide", () => card && turn && keepTurn());
begin();

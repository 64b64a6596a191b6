// The clock of a telling as it runs, and its keys. The server measures; this only shows.

import { areOn, buttonOf, listen } from "/static/keys.js";

const begun = performance.now() / 1000;
const box = document.querySelector("#clock");
const interview = document.querySelector("#interview");
const status = document.querySelector("#status");
const isRunning = (box ?? interview)?.dataset.running === "yes";

const passed = () => (isRunning ? performance.now() / 1000 - begun : 0);
const clock = seconds => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
const span = seconds => (seconds < 90 ? `${seconds} s` : clock(seconds));
const elapsed = place => Number(place.dataset.elapsed) + passed();

function outer(place) {
  if (!place) return;
  const target = Number(place.dataset.target), now = elapsed(place);
  const late = now >= target ? place.dataset.late : "";
  place.textContent = `${place.dataset.words} ${clock(now)} of ${clock(target)}${late}`;
}

let before = box ? elapsed(box) : 0;
function draw() {
  outer(document.querySelector("#whole"));
  outer(interview);
  if (!box) return;
  const target = Number(box.dataset.target), now = elapsed(box), rest = target - Math.floor(now);
  box.querySelector(".time").textContent = `${clock(now)} of ${span(target)}`;
  box.querySelector(".left").textContent = rest >= 0 ? `${span(rest)} left` : `${span(-rest)} over`;
  box.querySelector("progress").value = Math.min(now, target);
  box.classList.toggle("over", now > target);
  for (const [at, words] of JSON.parse(box.dataset.voice)) if (before < at && at <= now) say(words);
  before = now;
}

let hush;
function say(words) {
  status.textContent = words;
  clearTimeout(hush);
  hush = setTimeout(() => (status.textContent = ""), 6000);
}

function tickOf(key, target) {
  const ticks = (target.closest("fieldset") ?? document.querySelector("fieldset.items"))?.querySelectorAll("input");
  const tick = /^[0-9]$/.test(key) ? ticks?.[(Number(key) + 9) % 10] : undefined;
  return tick ? () => (tick.click(), tick.focus()) : null;
}

listen((key, target) => buttonOf(key) ?? tickOf(key, target));
for (const words of document.querySelectorAll(".keys")) words.hidden = !areOn();
if (box || interview) {
  draw();
  if (isRunning) setInterval(draw, 250);
}

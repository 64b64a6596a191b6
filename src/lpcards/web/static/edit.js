// The text of a story: begin at the line that is meant, and go to the lines of its faults.

const field = document.getElementById("text");

function goTo(line) {
  const lines = field.value.split("\n");
  const at = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  field.focus();
  field.setSelectionRange(at, at + (lines[line - 1] || "").length);
  field.scrollTop = (field.scrollHeight * at) / field.value.length - field.clientHeight / 3;
}

for (const link of document.querySelectorAll("a[data-line]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    goTo(Number(link.dataset.line));
  });
}
const isAlert = document.querySelector("[role=alert]");
if (Number(field.dataset.line) && !isAlert) goTo(Number(field.dataset.line));

// What was changed and not saved is not left without a question.
const before = field.defaultValue;
let isSent = false;
field.form.addEventListener("submit", () => (isSent = true));
window.addEventListener("beforeunload", (event) => {
  if (!isSent && (isAlert || field.value !== before)) event.preventDefault();
});

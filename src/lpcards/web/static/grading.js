// The grade to propose: `proposed` of a card's turn, where nobody can be asked. A test holds it
// against the program's own on all small cases.

/** Return the grade (0-5) that a turn is worth, or null where the learner alone decides.
 *
 * `turn` has `ticked` (a Set), `hints` (how many), `thinking` (seconds), `typed` and `typedGrade`. */
export function proposed(card, turn) {
  const { items, proposals, must_cap: mustCap, nearest } = card.grading;
  let grade = turn.typedGrade;
  if (items.length) {
    const late = card.seconds > 0 && turn.typed === null && turn.thinking > card.seconds;
    grade = proposals[late ? "late" : "in_time"][turn.ticked.size];
    if (card.musts.some((at) => !turn.ticked.has(at))) grade = Math.min(grade, mustCap);
  }
  if (grade === null) return null;
  return nearest[Math.min(grade, ...card.hints.slice(0, turn.hints).map((hint) => hint.cap))];
}

/** Return the items that were shown as a hint: they count as missed. */
export function shownItems(card, turn) {
  const items = card.hints.slice(0, turn.hints).map((hint) => hint.item);
  return new Set(items.filter((item) => item !== null));
}

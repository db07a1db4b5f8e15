// How far the worker is, from the oldest height it holds to the tip, as one bar. The few blocks at the tip matter as
// much as the millions behind them, so a stretch is as wide as its number of blocks is long to write, and says it.

import { element, replaceContent, say } from './dom.js';
import { UNKNOWN, count, known, plural, short } from './format.js';

/** From left to right, as on the bar. */
const MARKS = [
  ['earliest', 'Earliest', 'the oldest height that can be read'],
  ['snapshot', 'Snapshot', 'the newest copy of the database'],
  ['flushed', 'Flushed', 'on disk: a crash loses nothing up to here'],
  ['finalized', 'Finalized', 'cannot be replaced any more'],
  ['applied', 'Applied', 'what is read at the latest height'],
  ['tip', 'Tip', 'the newest block Kafka has, as far as it is known'],
];
/** There only now and then. */
const MAY_BE_ABSENT = ['tip', 'snapshot'];
const STRETCHES = [
  ['disk', 'on disk'],
  ['memory', 'final, still to be flushed'],
  ['open', 'may be replaced still'],
  ['ahead', 'not applied yet'],
];

export class MarksScale {
  #marks = MARKS.map(([name, title, meaning]) => markCell(name, title, meaning));
  #stretches = STRETCHES.map(([name, meaning]) => stretch(name, meaning));
  #pin = element('i', { class: 'pin', title: 'snapshot' });
  #bar = element('div', { class: 'bar', role: 'img' }, this.#stretches.map((one) => one.node));

  constructor() {
    this.#stretches[0].node.append(this.#pin);
    this.node = element('section', { class: 'panel marks', 'aria-labelledby': 'marks-title' },
      element('h2', { id: 'marks-title' }, 'Marks'), this.#bar,
      element('ul', { class: 'key-of-bar', 'aria-hidden': 'true' }, this.#stretches.map((one) => one.key)),
      element('div', { class: 'cells' }, this.#marks.map((one) => one.node)));
  }

  update(marks, lagBlocks) {
    const blocks = blocksOf(marks, lagBlocks ?? 0);
    for (const one of this.#stretches) {
      const there = blocks[one.name];
      one.node.hidden = there === 0;
      one.key.hidden = there === 0;
      one.node.style.flexGrow = String(1 + Math.log10(Math.max(1, there)));
      replaceContent(one.count, there < 1e6 ? count(there) : short(there));
    }
    this.#bar.setAttribute('aria-label', this.#stretches.filter((one) => blocks[one.name] > 0)
      .map((one) => `${plural(blocks[one.name], 'block', 'blocks')} ${one.meaning}`).join(', ') || 'no block yet');
    this.#pin.hidden = !known(marks.snapshot) || blocks.disk === 0;
    this.#pin.style.left = `${100 * (marks.snapshot - marks.earliest + 1) / blocks.disk}%`;
    this.#tell({ ...marks, tip: lagBlocks > 0 && known(marks.applied) ? marks.applied + lagBlocks : null });
  }

  #tell(marks) {
    const tip = marks.tip ?? marks.applied;
    for (const one of this.#marks) {
      const height = marks[one.name];
      one.node.hidden = MAY_BE_ABSENT.includes(one.name) && !known(height);
      say(one.height, count(height));
      say(one.behind, !known(height) ? UNKNOWN : height === tip ? 'at the tip' : `${plural(tip - height, 'block', 'blocks')} behind`);
    }
  }
}

/** How many blocks are in each stretch. Marks that are not there yet end their stretch where the one before ends. */
function blocksOf(marks, ahead) {
  if (!known(marks.applied)) {
    return { disk: 0, memory: 0, open: 0, ahead };
  }
  const flushed = marks.flushed ?? (marks.earliest ?? 0) - 1;
  const finalized = Math.max(flushed, marks.finalized ?? flushed);
  return {
    disk: known(marks.flushed) ? marks.flushed - marks.earliest + 1 : 0,
    memory: finalized - flushed,
    open: Math.max(0, marks.applied - finalized),
    ahead,
  };
}

function markCell(name, title, meaning) {
  const height = element('b', { 'data-mark': name });
  const behind = element('span', { class: 'quiet behind' });
  const node = element('div', { class: `mark mark-${name}` }, element('span', { class: 'title' }, title), height, behind,
    element('span', { class: 'quiet meaning' }, meaning));
  return { name, height, behind, node };
}

function stretch(name, meaning) {
  const blocks = element('span');
  return {
    name,
    meaning,
    count: blocks,
    node: element('div', { class: `stretch stretch-${name}`, title: `blocks ${meaning}` }, blocks),
    key: element('li', { class: `stretch-${name}` }, element('i', { class: 'swatch' }), meaning),
  };
}

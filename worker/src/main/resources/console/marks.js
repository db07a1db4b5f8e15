// How far the worker is, in heights. What matters is close to the tip, and what is kept may reach back millions of
// blocks, so the scale is of the distance to the tip, each step ten times the one before.

import { element, say } from './dom.js';
import { UNKNOWN, count, known, plural, short } from './format.js';

const ROWS = [
  ['tip', 'Known', 'the newest block Kafka has, as far as it is known'],
  ['applied', 'Applied', 'reads at the latest height see it'],
  ['finalized', 'Finalized', 'cannot be replaced any more'],
  ['flushed', 'Flushed', 'on disk: a crash loses nothing up to here'],
  ['snapshot', 'Snapshot', 'the newest copy of the database'],
  ['earliest', 'Earliest', 'the oldest height that can be asked for'],
];

export class MarksScale {
  #rows = ROWS.map(([name, title, meaning]) => row(name, title, meaning));
  #ticks = element('div', { class: 'ticks', 'aria-hidden': 'true' });

  constructor() {
    this.node = element('section', { class: 'panel marks', 'aria-labelledby': 'marks-title' },
      element('h2', { id: 'marks-title' }, 'Marks'),
      element('div', { class: 'scale' }, this.#rows.map((one) => one.node),
        element('div', { class: 'mark scale-end' }, element('span'), this.#ticks, element('span'))));
  }

  update(marks, lagBlocks) {
    const tip = known(marks.applied) ? marks.applied + (lagBlocks ?? 0) : null;
    const lowest = Math.min(...Object.values(marks).filter(known), tip ?? 0);
    const span = Math.max(10, (tip ?? 0) - lowest);
    const place = (height) => 100 * (1 - Math.log1p(Math.max(0, tip - height)) / Math.log1p(span));
    for (const one of this.#rows) {
      const height = one.name === 'tip' ? tip : marks[one.name];
      one.node.hidden = one.name === 'tip' && !(lagBlocks > 0);
      one.track.classList.toggle('none', !known(height));
      say(one.height, count(height));
      say(one.behind, known(height) && tip > height ? `−${count(tip - height)}` : '');
      if (known(height)) {
        one.dot.style.left = `${place(height)}%`;
        one.bar.style.width = `${place(height)}%`;
      }
      one.node.setAttribute('aria-label', known(height)
        ? `${one.title}: ${count(height)}, ${plural(tip - height, 'block', 'blocks')} behind the tip; ${one.meaning}`
        : `${one.title}: ${UNKNOWN}; ${one.meaning}`);
    }
    this.#ticks.hidden = tip === null;
    this.#drawTicks(span, (behind) => place(tip - behind));
  }

  #drawTicks(span, place) {
    const distances = [0];
    for (let behind = 10; behind <= span; behind *= 10) {
      distances.push(behind);
    }
    this.#ticks.replaceChildren(...distances.map((behind) => {
      const tick = element('span', { class: behind === 0 ? 'tick first' : 'tick' }, behind === 0 ? 'tip' : `−${short(behind)}`);
      tick.style.left = `${place(behind)}%`;
      return tick;
    }));
  }
}

function row(name, title, meaning) {
  const dot = element('i', { class: 'dot' });
  const bar = element('i', { class: 'bar' });
  const track = element('div', { class: 'track', 'aria-hidden': 'true' }, bar, dot);
  const height = element('b', { 'data-mark': name });
  const behind = element('span', { class: 'quiet behind' });
  const node = element('div', { class: `mark mark-${name}`, role: 'group', title: meaning },
    element('span', { class: 'name' }, title), track, element('span', { class: 'height' }, height, ' ', behind));
  return { name, title, meaning, dot, bar, track, height, behind, node };
}

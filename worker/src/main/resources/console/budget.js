// What the write path holds in memory, against what it may.

import { element, say } from './dom.js';
import { bytes, known } from './format.js';

const PARTS = [
  ['waiting', 'Waiting', 'of blocks that are not whole or not final yet'],
  ['unflushed', 'Unflushed', 'final, on its way to the disk'],
  ['store', 'Store', 'newest values and cache'],
];

export class MemoryBudget {
  #rows = PARTS.map(([name, title, meaning]) => row(name, title, meaning));

  constructor() {
    this.node = element('section', { class: 'panel', 'aria-labelledby': 'budget-title' },
      element('h2', { id: 'budget-title' }, 'Memory and its limits'),
      element('div', { class: 'budget' }, this.#rows.map((one) => one.node)));
  }

  update(memory) {
    for (const one of this.#rows) {
      const held = memory[one.name];
      const limit = memory[`${one.name}Max`];
      one.meter.max = limit || 1;
      one.meter.value = held ?? 0;
      one.meter.high = known(limit) ? 0.9 * limit : 1;
      say(one.held, `${bytes(held)} of ${bytes(limit)}`);
    }
  }
}

function row(name, title, meaning) {
  const id = `budget-${name}`;
  const meter = element('meter', { id, min: 0 });
  const held = element('span', { class: 'held' });
  const node = element('div', {}, element('label', { for: id }, element('b', {}, title), ' ', element('span', { class: 'quiet' }, meaning)), held, meter);
  return { name, meter, held, node };
}

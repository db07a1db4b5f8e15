// A block, and what it changed.

import { ask } from './api.js';
import { element, replaceContent } from './dom.js';
import { PagedTable, blockLink, changeCells, problemNode } from './entries.js';
import { BlockField, askingForm } from './fields.js';
import { count, time } from './format.js';
import { fact } from './levels.js';

export class BlockView {
  constructor({ parameters, shard, link, go }) {
    this.shard = shard;
    this.link = link;
    const block = parameters.get('block') ?? 'latest';
    const field = new BlockField('Height, hash, latest or finalized', block);
    const form = askingForm('A block', 'What it is, and every key it changed.', [field], () => go('block', { block: field.value }));
    this.answer = element('div', { class: 'view' });
    this.node = element('div', { class: 'view' }, form, this.answer);
    this.#load(block);
  }

  async #load(name) {
    try {
      const { block } = await ask(`v1/blocks/${encodeURIComponent(name)}`, { shard: this.shard });
      replaceContent(this.answer, this.#facts(block), this.#changes(block));
    } catch (cause) {
      replaceContent(this.answer, problemNode(cause));
    }
  }

  #facts(block) {
    return element('section', { class: 'panel', 'aria-label': 'The block' },
      element('div', { class: 'line' },
        element('h2', {}, `Block ${count(block.height)}`),
        element('span', { class: `badge ${block.final ? 'final' : 'open'}` }, block.final ? 'final' : 'may be replaced'),
        element('span', { class: 'steps' },
          block.height > 0 ? element('a', { href: this.link('block', { block: block.height - 1 }) }, '← previous') : null, ' ',
          element('a', { href: this.link('block', { block: block.height + 1 }) }, 'next →'))),
      element('dl', { class: 'facts' },
        fact('Hash', element('code', {}, block.hash)),
        fact('Parent', block.parent ? element('code', {}, block.parent) : 'none'),
        fact('Time', time(block.timestampMs)),
        fact('Changes', count(block.changes)),
        block.digest ? fact('Digest', element('code', {}, block.digest)) : null));
  }

  #changes(block) {
    return new PagedTable({
      columns: ['Key', 'Before', 'After'],
      page: async (cursor) => {
        const { at, changes, cursor: next } = await ask(`v1/blocks/0x${block.hash}/changes`, { shard: this.shard, cursor, limit: 100 });
        return { at, rows: changes, cursor: next };
      },
      cells: changeCells(this.link, block.height),
      caption: (at) => ['What changed in ', blockLink(this.link, at)],
      empty: 'This block changed nothing.',
    }).node;
  }
}

// The keys that begin alike, as of a height.

import { ask } from './api.js';
import { element } from './dom.js';
import { PagedTable, blockLink, keyLink, valueNode } from './entries.js';
import { BytesField, HeightField, askingForm } from './fields.js';

export class RangeView {
  constructor({ parameters, shard, link, go }) {
    const prefix = parameters.get('prefix') ?? '';
    const height = parameters.get('height') ?? '';
    const prefixField = new BytesField('Prefix', prefix);
    const heightField = new HeightField('As of height', height);
    const form = askingForm('Keys of a range', 'All keys that begin with a prefix, in their order; all there are if it is left empty.',
      [prefixField, heightField], () => go('range', { prefix: prefixField.hex, height: heightField.value }));
    const table = new PagedTable({
      columns: ['Key', 'Value'],
      page: async (cursor) => {
        const { at, entries, cursor: next } = await ask('v1/state/scan', { prefix, height, shard, cursor, limit: 100 });
        this.height = at.height;
        return { at, rows: entries, cursor: next };
      },
      cells: (entry) => [keyLink(link, entry.key, height === '' ? '' : this.height), valueNode(entry.value)],
      caption: (at) => ['As of ', blockLink(link, at)],
      empty: 'No key begins with that.',
    });
    this.node = element('div', { class: 'view' }, form, table.node);
  }
}

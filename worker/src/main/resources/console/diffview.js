// In what the states at two heights differ.

import { ask } from './api.js';
import { element } from './dom.js';
import { PagedTable, blockLink, changeCells } from './entries.js';
import { BytesField, HeightField, askingForm } from './fields.js';
import { count, known } from './format.js';

const A_FEW = 10;

export class DiffView {
  constructor({ parameters, shard, link, go, marks }) {
    const from = parameters.get('from') ?? '';
    const to = parameters.get('to') ?? '';
    const prefix = parameters.get('prefix') ?? '';
    const fromField = new HeightField('From height', from || aFewBlocksBack(marks()?.applied), { names: [], required: true });
    const toField = new HeightField('To height', to);
    const prefixField = new BytesField('Only keys that begin with', prefix);
    const form = askingForm('Compare two heights', 'The keys whose values differ, with the value at each of the two.',
      [fromField, toField, prefixField], () => go('diff', { from: fromField.value, to: toField.value, prefix: prefixField.hex }));
    this.node = element('div', { class: 'view' }, form);
    if (from !== '') {
      this.node.append(new PagedTable({
        columns: ['Key', `At ${count(Number(from))}`, `At ${/^\d+$/.test(to) ? count(Number(to)) : to || 'latest'}`],
        page: async (cursor) => {
          const { at, changes, cursor: next } = await ask('v1/changes', { from, to, prefix, shard, cursor, limit: 100 });
          return { at, rows: changes, cursor: next };
        },
        cells: changeCells(link, /^\d+$/.test(to) ? to : ''),
        caption: (at) => [`From height ${count(Number(from))}, read at `, blockLink(link, at)],
        empty: 'Nothing differs.',
      }).node);
    }
  }
}

function aFewBlocksBack(applied) {
  return known(applied) ? String(Math.max(0, applied - A_FEW)) : '';
}

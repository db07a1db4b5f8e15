// RocksDB's files by level, as a picture: new data comes in at the top and sinks.

import { element, replaceContent } from './dom.js';
import { bytes, percent, plural } from './format.js';

export class LevelsPicture {
  #levels = element('div', { class: 'levels' });
  #facts = element('dl', { class: 'facts' });

  constructor() {
    this.node = element('section', { class: 'panel', 'aria-labelledby': 'levels-title' },
      element('h2', { id: 'levels-title' }, 'RocksDB'), this.#levels, this.#facts);
  }

  update(rocksdb) {
    if (!rocksdb) {
      replaceContent(this.#levels, element('p', { class: 'quiet' }, 'No figures: the database is not open, or the state is kept in memory only.'));
      replaceContent(this.#facts);
      return;
    }
    const levels = rocksdb.levels ?? [];
    const largest = Math.max(1, ...levels.map((level) => level.bytes));
    replaceContent(this.#levels, levels.length === 0 ? element('p', { class: 'quiet' }, 'No file yet: all is in memtables.')
      : levels.map((level) => levelRow(level, largest)));
    replaceContent(this.#facts,
      fact('To compact', bytes(rocksdb.pendingCompactionBytes)),
      fact('Memtables', bytes(rocksdb.memtableBytes)),
      fact('Reads found in the cache', percent(rocksdb.cacheHitRate || null)));
  }
}

export function fact(name, value) {
  return element('div', {}, element('dt', {}, name), element('dd', {}, value));
}

function levelRow(level, largest) {
  const bar = element('i', { class: 'fill' });
  bar.style.width = `${level.bytes === 0 ? 0 : Math.max(1.5, 100 * Math.sqrt(level.bytes / largest))}%`;
  return element('div', { class: 'level' },
    element('span', { class: 'name' }, `L${level.level}`),
    element('span', { class: 'pit' }, bar),
    element('span', { class: 'size' }, level.files === 0 ? null : bytes(level.bytes), ' ',
      element('span', { class: 'quiet' }, level.files === 0 ? 'empty' : plural(level.files, 'file', 'files'))));
}

// The snapshots of a shard that lie on the worker's disk, and how to have one.

import { BASE, Problem, ask } from './api.js';
import { element, replaceContent } from './dom.js';
import { bytes, count, time } from './format.js';

/** Operators delete snapshots by hand, of which no mark tells. */
const ASK_AGAIN_AFTER_MS = 30_000;
const COLUMNS = ['Height', 'Block', 'Made', 'Size', 'Where'];

export class SnapshotList {
  #content = element('div', {}, element('p', { class: 'quiet' }, 'Asking …'));
  #newest;
  #askedAt = -Infinity;

  constructor(shard) {
    this.shard = shard;
    this.node = element('section', { class: 'panel snapshots', 'aria-labelledby': 'snapshots-title' },
      element('h2', { id: 'snapshots-title' }, 'Snapshots'), this.#content);
  }

  /** Asks again when there is a newer one, and now and then; not for those who do not look. */
  update(marks) {
    const now = performance.now();
    if (!document.hidden && (marks.snapshot !== this.#newest || now - this.#askedAt > ASK_AGAIN_AFTER_MS)) {
      this.#newest = marks.snapshot;
      this.#askedAt = now;
      this.#ask();
    }
  }

  async #ask() {
    try {
      const { shards } = await ask('v1/snapshots');
      const { snapshots } = shards.find((one) => one.shard === this.shard);
      replaceContent(this.#content, snapshots.length > 0 ? table(snapshots) : howToHaveOne());
    } catch (cause) {
      if (!(cause instanceof Problem)) {
        throw cause;
      }
      // What was shown stays, as all that is shown does while there is no answer.
    }
  }
}

function table(snapshots) {
  return element('table', {},
    element('thead', {}, element('tr', {}, COLUMNS.map((column) => element('th', { scope: 'col' }, column)))),
    element('tbody', {}, snapshots.map(row)));
}

function row({ height, hash, made, bytes: size, folder }) {
  const cells = [element('b', {}, count(height)), element('code', { class: 'quiet' }, `${hash.slice(0, 16)}…`), time(Date.parse(made)), bytes(size), element('code', {}, folder)];
  return element('tr', {}, cells.map((cell, at) => element('td', { 'data-label': COLUMNS[at] }, cell)));
}

function howToHaveOne() {
  return [
    element('p', {}, 'There is none yet. A snapshot is a copy of the database as of its newest block on disk, made while the worker goes on: a backup, or the beginning of another worker. Whoever has a token for administration (http.tokens.admin-file) can have one made:'),
    element('pre', {}, element('code', {}, `curl -X POST -H "Authorization: Bearer TOKEN" ${BASE}v1/admin/snapshot`)),
  ];
}

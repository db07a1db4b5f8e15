// One key, at any height: its history is a line of changes to slide along.

import { ask } from './api.js';
import { drawing, element, replaceContent, say } from './dom.js';
import { PagedTable, blockLink, keyLink, keyNode, problemNode, valueNode } from './entries.js';
import { BytesField, HeightField, askingForm } from './fields.js';
import { count, plural } from './format.js';

const VERSIONS_A_PAGE = 500;
const EXAMPLES_A_PAGE = 10;

export class KeyView {
  #versions = [];
  #cursor = null;
  #asked = new AbortController();
  #value = element('div', { class: 'value', 'aria-live': 'polite', 'data-figure': 'value' });
  #written = element('p', { class: 'quiet' });
  #strip = drawing('svg', { class: 'strip', viewBox: '0 0 1000 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' });
  #slider = element('input', { type: 'range', id: 'slider', step: 1, oninput: () => this.#moveTo(Number(this.#slider.value)) });
  #exact = element('input', { type: 'number', id: 'exact', step: 1, onchange: () => this.#moveTo(Number(this.#exact.value)) });
  #earlier = element('button', { type: 'button', class: 'plain', 'aria-label': 'Earlier change', onclick: () => this.#step((height) => this.#changeBelow(height)) }, '← Earlier');
  #later = element('button', { type: 'button', class: 'plain', 'aria-label': 'Later change', onclick: () => this.#step((height) => this.#changeAbove(height)) }, 'Later →');
  #list = element('tbody');
  #more = element('button', { type: 'button', class: 'plain', onclick: () => this.#loadMore() }, 'Older versions');
  #unmarked = element('p', { class: 'quiet' });

  constructor({ parameters, shard, link, go, marks }) {
    this.shard = shard;
    this.link = link;
    this.marks = marks;
    this.key = parameters.get('key') ?? '';
    const height = parameters.get('height') ?? '';
    const keyField = new BytesField('Key', this.key, { required: true });
    const heightField = new HeightField('At height', height);
    const form = askingForm('A key at any height', 'The value of a key, and all that became of it.', [keyField, heightField],
      () => go('key', { key: keyField.hex, height: heightField.value }));
    this.answer = element('div', { class: 'view' });
    this.node = element('div', { class: 'view' }, form, this.answer);
    if (this.key === '') {
      this.answer.append(this.#examples().node);
    } else {
      this.#load(height);
    }
  }

  async #load(wanted) {
    try {
      const page = await this.#history();
      this.newest = page.at.height;
      this.oldest = Math.min(this.marks()?.earliest ?? 0, this.newest);
      if (this.#versions.length === 0) {
        replaceContent(this.answer, element('p', { class: 'panel quiet' }, 'This key has no value, and had none at any height that is kept.'));
        return;
      }
      for (const input of [this.#slider, this.#exact]) {
        input.min = this.oldest;
        input.max = this.newest;
      }
      replaceContent(this.answer, this.#panel(), this.#table());
      this.#drawVersions();
      this.#moveTo(await this.#heightOf(wanted));
    } catch (cause) {
      replaceContent(this.answer, problemNode(cause));
    }
  }

  #examples() {
    return new PagedTable({
      columns: ['Key', 'Value'],
      page: async (cursor) => {
        const { at, entries, cursor: next } = await ask('v1/state/scan', { shard: this.shard, cursor, limit: EXAMPLES_A_PAGE });
        return { at, rows: entries, cursor: next };
      },
      cells: (entry) => [keyLink(this.link, entry.key), valueNode(entry.value)],
      caption: (at) => ['The first keys there are, as of ', blockLink(this.link, at)],
      empty: 'There is no key yet.',
    });
  }

  async #heightOf(wanted) {
    if (/^\d+$/.test(wanted)) {
      return Number(wanted);
    }
    return wanted === 'finalized' ? (await ask('v1/blocks/finalized', { shard: this.shard })).at.height : this.newest;
  }

  async #history() {
    const page = await ask('v1/state/history', { key: this.key, shard: this.shard, limit: VERSIONS_A_PAGE, cursor: this.#cursor });
    this.#versions.push(...page.versions);
    this.#cursor = page.cursor;
    return page;
  }

  async #loadMore() {
    try {
      await this.#history();
      this.#drawVersions();
    } catch (cause) {
      this.answer.append(problemNode(cause));
    }
  }

  async #moveTo(height) {
    if (!this.answer.isConnected) {
      return; // Another view is shown by now, and the address is its own.
    }
    this.height = height;
    this.#slider.value = height;
    this.#exact.value = height;
    this.#slider.setAttribute('aria-valuetext', `height ${count(height)}`);
    this.#later.disabled = height >= this.#versions[0].height;
    history.replaceState(null, '', this.link('key', { key: this.key, height }));
    this.#asked.abort();
    this.#asked = new AbortController();
    try {
      // Of the history, since that there is no value is an answer of it, and no refusal.
      const { at, versions: [version], cursor } = await this.#asOf(height);
      this.#earlier.disabled = !version || (version.height === height && cursor === null);
      this.#tell(at, version);
    } catch (cause) {
      if (cause.name !== 'AbortError') {
        replaceContent(this.#value, problemNode(cause));
        replaceContent(this.#written);
      }
    }
  }

  #tell(at, version) {
    replaceContent(this.#value, valueNode(version?.value ?? null));
    replaceContent(this.#written, 'As of ', blockLink(this.link, at), version
      ? `; ${version.change === 'deleted' ? 'deleted' : 'written'} at ${version.change === 'written-at-or-before' ? 'or before ' : ''}height ${count(version.height)}.`
      : '.');
    for (const row of this.#list.children) {
      row.classList.toggle('current', row.dataset.height === String(version?.height));
    }
  }

  #panel() {
    const text = element('span', { class: 'key' }, keyNode(this.key));
    return element('section', { class: 'panel keypanel', 'aria-label': 'The key' },
      element('div', { class: 'line' }, text, element('code', { class: 'quiet hex' }, `0x${this.key}`)),
      this.#value, this.#written,
      element('div', { class: 'slide' },
        element('label', { for: 'slider' }, 'Slide over the heights'), this.#strip, this.#slider, this.#unmarked,
        element('div', { class: 'ends quiet' }, element('span', {}, count(this.oldest)), element('span', {}, count(this.newest)))),
      element('div', { class: 'moves', role: 'group', 'aria-label': 'Go from change to change' },
        this.#earlier, element('label', { for: 'exact' }, 'Height'), this.#exact, this.#later));
  }

  #table() {
    return element('section', { class: 'panel paged', 'aria-label': 'History' },
      element('table', {}, element('caption', {}, 'History, the newest first'),
        element('thead', {}, element('tr', {}, ['Height', 'What', 'Value'].map((title) => element('th', { scope: 'col' }, title)))), this.#list),
      element('p', { class: 'more' }, this.#more));
  }

  #drawVersions() {
    this.#more.hidden = this.#cursor === null;
    this.#unmarked.hidden = this.#cursor === null;
    say(this.#unmarked, `The newest ${plural(this.#versions.length, 'change is', 'changes are')} marked; there are older ones.`);
    replaceContent(this.#list, this.#versions.map((version) => element('tr', { 'data-height': version.height },
      element('td', { 'data-label': 'Height' }, element('button', {
        type: 'button', class: 'link', onclick: () => this.#moveTo(version.height), 'aria-label': `Go to height ${count(version.height)}`,
      }, count(version.height))),
      element('td', { 'data-label': 'What' }, version.change.replaceAll('-', ' ')),
      element('td', { 'data-label': 'Value' }, valueNode(version.value)))));
    const span = Math.max(1, this.newest - this.oldest);
    this.#strip.replaceChildren(...this.#versions.map((version) => {
      const x = 1000 * (version.height - this.oldest) / span;
      return drawing('line', { x1: x, x2: x, y1: 0, y2: 10, class: version.change === 'deleted' ? 'deleted' : '' });
    }), drawing('title', {}, plural(this.#versions.length, 'version', 'versions')));
  }

  /** What holds at a height, and whether anything came before it. */
  #asOf(height) {
    return ask('v1/state/history', { key: this.key, height, to: height, limit: 1, shard: this.shard }, this.#asked.signal);
  }

  async #step(search) {
    try {
      const height = await search(this.height);
      if (height !== null) {
        this.#moveTo(height);
      }
    } catch (cause) {
      if (cause.name !== 'AbortError') {
        replaceContent(this.#value, problemNode(cause));
      }
    }
  }

  async #changeBelow(height) {
    const { versions } = height > this.oldest ? await this.#asOf(height - 1) : { versions: [] };
    return versions[0]?.height ?? null;
  }

  /** The lowest of those above. Of a long history the oldest are not here: between two heights they are looked for by halves. */
  async #changeAbove(height) {
    let above = this.#versions.findLast((one) => one.height > height)?.height ?? null;
    if (above === null || this.#cursor === null || this.#versions.at(-1).height <= height) {
      return above;
    }
    let below = height;
    while (above - below > 1) {
      const middle = Math.floor((below + above) / 2);
      const { versions: [holding] } = await this.#asOf(middle);
      if (holding?.height > height) {
        above = holding.height;
      } else {
        below = middle;
      }
    }
    return above;
  }
}

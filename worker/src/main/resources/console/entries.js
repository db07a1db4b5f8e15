// Keys, values, and lists of them that come page by page.

import { Problem } from './api.js';
import { numberOfHex, textAndRest, textOfHex } from './bytes.js';
import { element, replaceContent } from './dom.js';
import { count, known, sentence, shortHash } from './format.js';

const LONG = 160;
const GROUPED = new Intl.NumberFormat('en');

/** A value as text if it is some, else as the number or the digits it is; `null` is none. */
export function valueNode(hex) {
  if (hex === null) {
    return element('em', { class: 'quiet' }, 'no value');
  }
  const number = numberOfHex(hex);
  return number === null || textOfHex(hex) !== null
    ? keyNode(hex)
    : element('span', {}, element('b', {}, GROUPED.format(number)), ' ', element('code', { class: 'quiet' }, `0x${hex}`));
}

/** A key as text, as far as it is some. */
export function keyNode(hex) {
  if (hex === '') {
    return element('em', { class: 'quiet' }, 'empty');
  }
  const text = textOfHex(hex);
  if (text !== null) {
    return folded(text, 'text');
  }
  const parts = textAndRest(hex);
  return parts === null
    ? folded(`0x${hex}`, 'hex')
    : element('code', { class: 'text' }, parts.text, element('span', { class: 'rest', title: 'bytes that are no text' }, parts.rest));
}

function folded(text, kind) {
  if (text.length <= LONG) {
    return element('code', { class: kind }, text);
  }
  return element('details', {}, element('summary', {}, element('code', { class: kind }, `${text.slice(0, LONG - 40)}…`),
    element('span', { class: 'quiet' }, ` ${count(text.length)} characters`)), element('code', { class: kind }, text));
}

export function keyLink(link, key, height) {
  return element('a', { href: link('key', { key, height }) }, keyNode(key));
}

/** A changed key, and what became of it. */
export function changeCells(link, height) {
  return (change) => [keyLink(link, change.key, height), valueNode(change.before), valueNode(change.after)];
}

export function blockLink(link, at) {
  return element('a', { href: link('block', { block: String(at.height) }) }, `block ${count(at.height)}`,
    ' ', element('code', { class: 'quiet' }, shortHash(at.hash)));
}

export function problemNode(problem) {
  if (!(problem instanceof Problem)) {
    throw problem;
  }
  const mild = ['absent', 'not-yet-applied', 'pruned'].includes(problem.kind);
  return element('div', { class: mild ? 'panel refused mild' : 'panel refused', role: 'alert', 'data-problem': problem.kind },
    element('strong', {}, problem.title), element('p', {}, saidToPeople(problem)));
}

/** What a program could do about it is no help here. */
function saidToPeople({ kind, message, facts }) {
  return kind === 'not-yet-applied' && known(facts.marks?.applied)
    ? `The newest height is ${count(facts.marks.applied)}.`
    : sentence(message);
}

/** A table that grows by a page when it is asked to. */
export class PagedTable {
  #cursor = null;
  #count = 0;
  #body = element('tbody');
  #caption = element('caption');
  #more = element('button', { type: 'button', class: 'plain', onclick: () => this.load(), hidden: true }, 'More');
  #table;

  /**
   * @param columns  their names
   * @param page     asks for a page: of a cursor, gives { at, rows, cursor }
   * @param cells    of a row
   * @param caption  of the block the answer was read at
   */
  constructor({ columns, page, cells, caption, empty }) {
    this.columns = columns;
    this.page = page;
    this.cells = cells;
    this.caption = caption;
    this.empty = empty;
    this.#table = element('table', {}, this.#caption,
      element('thead', {}, element('tr', {}, columns.map((column) => element('th', { scope: 'col' }, column)))), this.#body);
    this.node = element('div', { class: 'panel paged', 'aria-busy': 'true' }, element('p', { class: 'quiet' }, 'Asking …'));
    this.load();
  }

  async load() {
    this.#more.disabled = true;
    try {
      const { at, rows, cursor } = await this.#nextWithRows();
      this.#cursor = cursor;
      this.#count += rows.length;
      replaceContent(this.#caption, this.caption(at));
      this.#body.append(...rows.map((row) => this.#row(row)));
      this.#more.hidden = cursor === null;
      replaceContent(this.node, this.#table, this.#count === 0 && cursor === null ? element('p', { class: 'quiet' }, this.empty) : null,
        element('p', { class: 'more' }, this.#more, ' ', element('span', { class: 'quiet' }, this.#count === 0 ? '' : `${count(this.#count)} shown${cursor === null ? ', all there are' : ''}`)));
    } catch (cause) {
      replaceContent(this.node, problemNode(cause));
    } finally {
      this.#more.disabled = false;
      this.node.setAttribute('aria-busy', 'false');
    }
  }

  /** A page may be empty and not the last, where there is much to pass over; not for somebody who has gone elsewhere. */
  async #nextWithRows() {
    let page = await this.page(this.#cursor);
    while (page.rows.length === 0 && page.cursor !== null && this.node.isConnected) {
      page = await this.page(page.cursor);
    }
    return page;
  }

  #row(row) {
    return element('tr', {}, this.cells(row).map((cell, at) => element('td', { 'data-label': this.columns[at] }, cell)));
  }
}

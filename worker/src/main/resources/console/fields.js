// What people fill in.

import { hexOfDigits, hexOfText, textOfHex } from './bytes.js';
import { element } from './dom.js';

let made = 0;

/** A form whose answer has an address of its own. */
export function askingForm(title, about, fields, submit) {
  return element('form', {
    class: 'panel asking',
    onsubmit: (event) => {
      event.preventDefault();
      submit();
    },
  },
  element('h1', {}, title), element('p', { class: 'quiet' }, about),
  element('div', { class: 'fields' }, fields.map((field) => field.node), element('button', { type: 'submit' }, 'Show')));
}

/** A height, or the name of one. */
export class HeightField {
  constructor(label, value, { names = ['latest', 'finalized'], required = false } = {}) {
    const id = `field-${made++}`;
    this.input = element('input', {
      id, value, required, placeholder: names[0] ?? '', autocomplete: 'off', spellcheck: 'false', inputmode: names.length === 0 ? 'numeric' : null,
      pattern: ['\\d+', ...names].join('|'), title: ['a height', ...names].join(', '), size: 12,
    });
    this.node = element('div', { class: 'field narrow' }, element('label', { for: id }, label), this.input);
  }

  get value() {
    return this.input.value.trim();
  }
}

/** A block, by whatever names it. */
export class BlockField {
  constructor(label, value) {
    const id = `field-${made++}`;
    this.input = element('input', { id, value, placeholder: 'latest', autocomplete: 'off', spellcheck: 'false' });
    this.node = element('div', { class: 'field' }, element('label', { for: id }, label), this.input);
  }

  get value() {
    return this.input.value.trim() || 'latest';
  }
}

/** A key or the beginning of one, as text or as digits. */
export class BytesField {
  constructor(label, hex, { required = false } = {}) {
    const text = textOfHex(hex);
    const id = `field-${made++}`;
    this.input = element('input', {
      id, value: text ?? hex, required, autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false',
      oninput: () => this.#check(),
    });
    this.kind = element('select', { 'aria-label': `${label} is written as`, onchange: () => this.#check() },
      element('option', { value: 'text' }, 'text'), element('option', { value: 'hex' }, 'hex'));
    this.kind.value = text === null && hex !== '' ? 'hex' : 'text';
    this.node = element('div', { class: 'field wide' }, element('label', { for: id }, label),
      element('div', { class: 'joined' }, this.input, this.kind));
  }

  get hex() {
    return this.kind.value === 'hex' ? hexOfDigits(this.input.value) : hexOfText(this.input.value);
  }

  #check() {
    this.input.setCustomValidity(this.hex === null ? 'Pairs of the digits 0 to 9 and a to f are expected, as in 6b6579' : '');
  }
}

// What state a shard is in, in words and a colour: a colour alone tells nothing to many people.

import { element, replaceContent, say } from './dom.js';
import { count, duration, known, plural, sentence } from './format.js';

const CONDITIONS = {
  starting: ['…', 'Starting', 'calm'],
  'catching-up': ['↑', 'Catching up', 'busy'],
  running: ['✓', 'Running', 'good'],
  paused: ['‖', 'Paused', 'warn'],
  waiting: ['…', 'Waiting for Kafka', 'warn'],
  incomplete: ['…', 'Waiting for a block', 'warn'],
  halted: ['!', 'Halted', 'bad'],
};

/** Of a shard that is not open yet its condition is all there is. */
export function withAllFigures(shard) {
  return { isOpen: shard.marks !== undefined, marks: {}, lag: {}, rates: {}, memory: {}, flushes: { count: 0, last: null }, rocksdb: null, catchUpSeconds: null, ...shard };
}

function conditionOf(shard) {
  const [sign, words, mood] = CONDITIONS[shard.condition] ?? ['?', shard.condition, 'calm'];
  return { sign, words, mood };
}

export function pill(shard) {
  const { sign, words, mood } = conditionOf(shard);
  return element('span', { class: `pill ${mood}` }, element('i', { 'aria-hidden': 'true' }, sign), words);
}

export class ShardState {
  #title = element('div', { class: 'state-title', role: 'status' });
  #sentence = element('p', { class: 'sentence' });
  #progress = element('progress', { 'aria-label': 'Caught up' });
  #halt = element('div', { class: 'halt', role: 'alert' });
  #shown = '';

  constructor() {
    this.node = element('section', { class: 'panel state', 'aria-label': 'State of the shard' }, this.#title, this.#sentence, this.#progress, this.#halt);
  }

  update(shard, ofMany) {
    if (this.node.dataset.condition !== shard.condition) {
      // Only then, since it is read aloud when it changes.
      replaceContent(this.#title, element('h1', {}, ofMany ? `Shard ${shard.shard}` : 'Worker'), pill(shard));
      this.node.dataset.condition = shard.condition;
    }
    say(this.#sentence, about(shard));
    this.#progress.hidden = shard.condition !== 'catching-up' || !known(shard.lag.blocks);
    this.#progress.max = (shard.marks.applied ?? 0) + (shard.lag.blocks ?? 0) || 1;
    this.#progress.value = shard.marks.applied ?? 0;
    const halt = JSON.stringify(shard.halt);
    if (halt !== this.#shown) {
      this.#shown = halt;
      replaceContent(this.#halt, shard.halt ? haltFacts(shard.halt) : []);
      this.#halt.hidden = !shard.halt;
    }
  }
}

function about(shard) {
  switch (shard.condition) {
    case 'running':
      return known(shard.marks.applied) ? `Follows the chain at height ${count(shard.marks.applied)}.` : 'There is no block yet: it waits for the first one.';
    case 'catching-up':
      return `${[known(shard.lag.blocks) ? `${plural(shard.lag.blocks, 'block', 'blocks')} behind` : `${count(shard.lag.offsets)} offsets behind`,
        known(shard.catchUpSeconds) ? `caught up in about ${duration(Math.ceil(shard.catchUpSeconds))}` : null].filter(Boolean).join(', ')}.`;
    case 'halted':
      return 'Applies no more blocks. What it holds can still be read.';
    default:
      return sentence(shard.explanation ?? '');
  }
}

function haltFacts(halt) {
  const facts = [['Reason', element('code', {}, halt.reason)], ['What', halt.what], ['Where', halt.where], ['What to do', halt.whatToDo]];
  return element('dl', {},
    facts.filter(([, value]) => value).map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))),
    halt.mayPass ? element('p', { class: 'quiet' }, 'It may pass: the worker tries again by itself.') : null);
}

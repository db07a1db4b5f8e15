// What state a shard is in, in words and a colour: a colour alone tells nothing to many people.

import { element, replaceContent, say } from './dom.js';
import { count, duration, known, plural } from './format.js';

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
  return { marks: {}, lag: {}, rates: {}, memory: {}, flushes: { count: 0, last: null }, rocksdb: null, catchUpSeconds: null, ...shard };
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
  #title = element('div', { class: 'state-title' });
  #sentence = element('p', { class: 'sentence', role: 'status' });
  #halt = element('div', { class: 'halt', role: 'alert' });
  #shown = '';

  constructor() {
    this.node = element('section', { class: 'panel state', 'aria-label': 'State of the shard' }, this.#title, this.#sentence, this.#halt);
  }

  update(shard, ofMany) {
    replaceContent(this.#title, element('h1', {}, ofMany ? `Shard ${shard.shard}` : 'Worker'), pill(shard));
    this.node.dataset.condition = shard.condition;
    say(this.#sentence, sentence(shard));
    const halt = JSON.stringify(shard.halt);
    if (halt !== this.#shown) {
      this.#shown = halt;
      replaceContent(this.#halt, shard.halt ? haltFacts(shard.halt) : []);
      this.#halt.hidden = !shard.halt;
    }
  }
}

function sentence(shard) {
  switch (shard.condition) {
    case 'running':
      return `Follows the chain at height ${count(shard.marks.applied)}.`;
    case 'catching-up':
      return `${[known(shard.lag.blocks) ? `${plural(shard.lag.blocks, 'block', 'blocks')} behind` : `${count(shard.lag.offsets)} offsets behind`,
        known(shard.catchUpSeconds) ? `caught up in about ${duration(Math.ceil(shard.catchUpSeconds))}` : null].filter(Boolean).join(', ')}.`;
    case 'halted':
      return 'Applies no more blocks. What it holds can still be read.';
    default:
      return capitalised(shard.explanation ?? '');
  }
}

function capitalised(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function haltFacts(halt) {
  const facts = [['Reason', element('code', {}, halt.reason)], ['What', halt.what], ['Where', halt.where], ['What to do', halt.whatToDo]];
  return element('dl', {},
    facts.filter(([, value]) => value).map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))),
    halt.mayPass ? element('p', { class: 'quiet' }, 'It may pass: the worker tries again by itself.') : null);
}

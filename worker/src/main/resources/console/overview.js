// What an operator wants to know at a glance.

import { Branches } from './branches.js';
import { LiveChart } from './chart.js';
import { element, say } from './dom.js';
import { bytes, count, duration, known, milliseconds, percent, rate, short } from './format.js';
import { LevelsPicture } from './levels.js';
import { MarksScale } from './marks.js';
import { ShardState } from './shard.js';

export class Overview {
  #state = new ShardState();
  #tiles = [
    new Tile('Height', (shard) => count(shard.marks.applied), () => 'newest block applied', 'height'),
    new Tile('Lag', (shard) => lagInBlocks(shard.lag.blocks), (shard) => `${duration(shard.lag.seconds)}, ${count(shard.lag.offsets)} offsets`, 'lag'),
    new Tile('Blocks', (shard) => `${rate(shard.rates.blocks)}/s`, (shard) => `${rate(shard.rates.transactions)} transactions/s`, 'blocks'),
    new Tile('Writes', (shard) => `${rate(shard.rates.writes)}/s`, () => 'over the last ten seconds', 'writes'),
    new Tile('Last flush', (shard) => milliseconds(shard.flushes.last?.milliseconds), lastFlush, 'flush'),
    new Tile('Memory', (shard) => bytes(shard.memory.store), (shard) => `of ${bytes(shard.memory.storeMax)} for the state`, 'memory'),
    new Tile('Cache hits', (shard) => percent(shard.rocksdb?.cacheHitRate), (shard) => `${bytes(shard.rocksdb?.sstBytes)} on disk`, 'cache'),
  ];
  #marks = new MarksScale();
  #levels = new LevelsPicture();
  #blockRate = new LiveChart({ title: 'Blocks per second', figure: rate });
  #writeRate = new LiveChart({ title: 'Writes per second', figure: short });
  #lag = new LiveChart({ title: 'Lag in blocks', figure: short });
  #flushes = new LiveChart({ title: 'Flushes: time taken', figure: milliseconds, kind: 'sticks' });
  #memory = new LiveChart({ title: 'Memory', figure: bytes, names: ['store', 'unflushed', 'tip', 'waiting'], base: 1024 });
  #compaction = new LiveChart({ title: 'To compact', figure: bytes, base: 1024 });
  #flushCount = null;
  #branches;

  constructor(shardNumber, link) {
    this.#branches = new Branches(shardNumber, link);
    this.node = element('div', { class: 'overview' },
      this.#state.node,
      element('div', { class: 'tiles' }, this.#tiles.map((tile) => tile.node)),
      this.#marks.node,
      element('section', { class: 'charts', 'aria-label': 'Charts' },
        [this.#blockRate, this.#writeRate, this.#lag, this.#flushes, this.#memory, this.#compaction].map((chart) => chart.node)),
      element('div', { class: 'columns' }, this.#branches.node, this.#levels.node));
  }

  close() {
    this.#branches.close();
  }

  update(shard, ofMany) {
    const now = Date.now();
    this.#state.update(shard, ofMany);
    this.#tiles.forEach((tile) => tile.update(shard));
    this.#marks.update(shard.marks, shard.lag.blocks);
    this.#levels.update(shard.rocksdb);
    this.#branches.update(shard);
    this.#blockRate.push(now, [shard.rates.blocks]);
    this.#writeRate.push(now, [shard.rates.writes]);
    this.#lag.push(now, [shard.lag.blocks]);
    const { store, unflushed, tip, waiting } = shard.memory;
    this.#memory.push(now, [store, unflushed, tip, waiting]);
    this.#compaction.push(now, [shard.rocksdb?.pendingCompactionBytes]);
    this.#pushFlush(now, shard.flushes);
  }

  #pushFlush(now, flushes) {
    if (flushes.last && flushes.count !== this.#flushCount) {
      this.#flushes.push(now, [flushes.last.milliseconds]);
      this.#flushCount = flushes.count;
    }
    this.#flushes.passTo(now);
  }
}

class Tile {
  constructor(title, figure, about, name) {
    this.figure = figure;
    this.about = about;
    this.value = element('b', { 'data-figure': name });
    this.below = element('span', { class: 'quiet' });
    this.node = element('div', { class: 'panel tile' }, element('span', { class: 'title' }, title), this.value, this.below);
  }

  update(shard) {
    say(this.value, this.figure(shard));
    say(this.below, this.about(shard));
  }
}

function lagInBlocks(blocks) {
  return known(blocks) ? `${count(blocks)} ${blocks === 1 ? 'block' : 'blocks'}` : count(blocks);
}

function lastFlush(shard) {
  const { last } = shard.flushes;
  return last ? `${bytes(last.bytes)}, up to ${count(last.toHeight)}` : 'none yet';
}

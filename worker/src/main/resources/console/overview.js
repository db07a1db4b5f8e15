// What an operator wants to know at a glance.

import { Branches } from './branches.js';
import { MemoryBudget } from './budget.js';
import { LiveChart } from './chart.js';
import { element, say } from './dom.js';
import { UNKNOWN, bytes, count, duration, known, milliseconds, rate, short } from './format.js';
import { LevelsPicture } from './levels.js';
import { MarksScale } from './marks.js';
import { ShardState } from './shard.js';
import { SnapshotList } from './snapshots.js';

export class Overview {
  #state = new ShardState();
  #tiles = [
    new Tile('Height', 'height', (shard) => count(shard.marks.applied), () => 'the newest block applied'),
    new Tile('Lag', 'lag', (shard) => `${count(shard.lag.blocks)} ${shard.lag.blocks === 1 ? 'block' : 'blocks'}`, lag),
    new Tile('Blocks', 'blocks', (shard) => `${rate(shard.rates.blocks)} /s`, (shard) => `${rate(shard.rates.transactions)} transactions/s`),
    new Tile('Writes', 'writes', (shard) => `${rate(shard.rates.writes)} /s`, () => 'keys changed'),
    new Tile('Last flush', 'flush', (shard) => milliseconds(shard.flushes.last?.milliseconds), lastFlush),
    new Tile('Database', 'database', (shard) => bytes(shard.rocksdb ? shard.rocksdb.sstBytes + shard.rocksdb.memtableBytes : null), (shard) => `${known(shard.rocksdb?.versions) ? short(shard.rocksdb.versions) : UNKNOWN} versions, about`),
  ];
  #marks = new MarksScale();
  #levels = new LevelsPicture();
  #budget = new MemoryBudget();
  #blockRate = new LiveChart({ title: 'Blocks per second', figure: rate });
  #writeRate = new LiveChart({ title: 'Writes per second', figure: short });
  #lag = new LiveChart({ title: 'Lag in blocks', figure: short });
  #flushes = new LiveChart({ title: 'Flushes: time taken', figure: milliseconds, kind: 'sticks' });
  #memory = new LiveChart({ title: 'Memory', figure: bytes, names: ['store', 'unflushed', 'tip', 'waiting'], base: 1024 });
  #compaction = new LiveChart({ title: 'To compact', figure: bytes, base: 1024 });
  #flushCount = null;
  #branches;
  #snapshots;
  #figures;

  constructor(shardNumber, link) {
    this.#branches = new Branches(shardNumber, link);
    this.#snapshots = new SnapshotList(shardNumber);
    this.#figures = element('div', { class: 'overview' },
      element('div', { class: 'tiles' }, this.#tiles.map((tile) => tile.node)),
      this.#marks.node,
      element('section', { class: 'charts', 'aria-label': 'Charts' },
        [this.#blockRate, this.#writeRate, this.#lag, this.#flushes, this.#memory, this.#compaction].map((chart) => chart.node)),
      element('div', { class: 'columns' }, this.#branches.node, element('div', { class: 'overview' }, this.#levels.node, this.#budget.node)),
      this.#snapshots.node);
    this.node = element('div', { class: 'overview' }, this.#state.node, this.#figures);
  }

  close() {
    this.#branches.close();
  }

  update(shard, ofMany) {
    const now = Date.now();
    this.#state.update(shard, ofMany);
    this.#figures.hidden = !shard.isOpen;
    if (!shard.isOpen) {
      return;
    }
    this.#tiles.forEach((tile) => tile.update(shard));
    this.#marks.update(shard.marks, shard.lag.blocks);
    this.#levels.update(shard.rocksdb);
    this.#budget.update(shard.memory);
    this.#branches.update(shard);
    this.#snapshots.update(shard.marks);
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

/** A figure, with its unit behind it in smaller letters. */
class Tile {
  #number = element('b');
  #unit = element('span', { class: 'unit' });
  #below = element('span', { class: 'quiet' });

  constructor(title, name, figure, about) {
    this.figure = figure;
    this.about = about;
    this.node = element('div', { class: 'panel tile' }, element('span', { class: 'title' }, title),
      element('span', { class: 'figure', 'data-figure': name }, this.#number, ' ', this.#unit), this.#below);
  }

  update(shard) {
    const [number, ...unit] = this.figure(shard).split(' ');
    say(this.#number, number);
    say(this.#unit, number === UNKNOWN ? '' : unit.join(' '));
    say(this.#below, this.about(shard));
  }
}

function lag(shard) {
  const { seconds, offsets } = shard.lag;
  return [known(seconds) ? duration(seconds) : null, known(offsets) ? `${count(offsets)} offsets` : null].filter(Boolean).join(', ');
}

function lastFlush(shard) {
  const { last } = shard.flushes;
  return last ? `${bytes(last.bytes)}, up to ${count(last.toHeight)}` : 'none yet';
}

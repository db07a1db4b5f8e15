// The newest blocks as they come, with those that a reorganisation has replaced on branches beside them.

import { Problem, ask } from './api.js';
import { drawing, element, replaceContent, say } from './dom.js';
import { count, duration, plural, shortHash } from './format.js';
import { CAN_FOLLOW_TOGETHER, followTogether } from './together.js';

const ROWS_MAX = 16;
const ROW = 36;
const LANE = 16;
const LANES_MAX = 4;
/** Faster than anybody reads: then the newest are asked for now and then. */
const FOLLOWED_BLOCKS_PER_SECOND = 20;

export class Branches {
  #blocks = new Map();
  #rows = new Map();
  #reorganisations = 0;
  #drawPending = false;
  #stop = new AbortController();
  #streaming = new AbortController();
  #list = element('ol', { class: 'blocks' });
  #rail = drawing('svg', { class: 'rail', 'aria-hidden': 'true' });
  #note = element('p', { class: 'quiet' });
  #finalized = -1;
  #rate = 0;
  #awaited = () => {};

  constructor(shard, link) {
    this.shard = shard;
    this.link = link;
    this.node = element('section', { class: 'panel', 'aria-labelledby': 'blocks-title' },
      element('h2', { id: 'blocks-title' }, 'Latest blocks'),
      element('div', { class: 'branches' }, this.#rail, this.#list), this.#note);
    document.addEventListener('visibilitychange', () => document.hidden && this.#streaming.abort(), { signal: this.#stop.signal });
    this.#run();
  }

  close() {
    this.#stop.abort();
  }

  update(shard) {
    this.#finalized = shard.marks.finalized ?? -1;
    this.#rate = shard.rates.blocks ?? 0;
    // Where nobody looks, nothing has to be up to date.
    if (shard.marks.applied !== null && !document.hidden) {
      this.#awaited();
    }
    this.#draw();
  }

  async #run() {
    while (!this.#stop.signal.aborted) {
      await this.#nextUpdate();
      try {
        this.#streaming = new AbortController();
        if (CAN_FOLLOW_TOGETHER && this.#rate <= FOLLOWED_BLOCKS_PER_SECOND) {
          await followTogether(this.shard, () => this.#load(), AbortSignal.any([this.#stop.signal, this.#streaming.signal]), (event) => this.#take(event));
        } else {
          await this.#load();
        }
      } catch (cause) {
        if (!(cause instanceof Problem) && cause.name !== 'AbortError') {
          throw cause;
        }
      }
    }
  }

  /** Until the worker has answered that there are blocks: so it is not asked while it is gone, or wants a token. */
  #nextUpdate() {
    return new Promise((resolve) => {
      this.#awaited = resolve;
    });
  }

  async #load() {
    const { blocks } = await ask('v1/blocks', { shard: this.shard, limit: ROWS_MAX }, this.#stop.signal);
    const current = new Set(blocks.map((block) => block.hash));
    const lowest = blocks.at(-1)?.height ?? 0;
    const lost = [...this.#blocks.values()].filter((known) => !known.replaced && !current.has(known.hash) && known.height >= lowest);
    lost.forEach((known) => {
      known.replaced = true;
    });
    this.#reorganisations += lost.length > 0 ? 1 : 0;
    blocks.forEach((block) => this.#add(block));
    this.#drawSoon();
    return blocks[0];
  }

  #take(event) {
    if (event.name === 'reset') {
      throw new Problem(409, { title: 'The stream begins anew' });
    }
    const facts = JSON.parse(event.data);
    if (event.name === 'applied') {
      this.#add(facts);
    } else if (event.name === 'rolledback') {
      this.#reorganisations++;
      for (const block of this.#blocks.values()) {
        block.replaced ||= block.height > facts.to.height;
      }
    }
    this.#drawSoon();
  }

  #add(block) {
    this.#blocks.set(block.hash, { ...block, replaced: false });
    while (this.#blocks.size > ROWS_MAX * 2) {
      const lowest = [...this.#blocks.values()].reduce((least, one) => (one.height < least.height ? one : least));
      this.#blocks.delete(lowest.hash);
    }
  }

  #drawSoon() {
    if (!this.#drawPending) {
      this.#drawPending = true;
      requestAnimationFrame(() => {
        this.#drawPending = false;
        this.#draw();
      });
    }
  }

  #draw() {
    const rows = [...this.#blocks.values()]
      .sort((left, right) => right.height - left.height || Number(left.replaced) - Number(right.replaced))
      .slice(0, ROWS_MAX);
    const lanes = laneOf(rows);
    const width = LANE * (1 + Math.max(0, ...lanes.values()));
    this.#drawRows(rows);
    this.#list.style.paddingLeft = `${width + 10}px`;
    this.#drawRail(rows, lanes, width);
    say(this.#note, rows.length === 0 ? 'There is no block yet.'
      : this.#reorganisations > 0 ? `${plural(this.#reorganisations, 'reorganisation', 'reorganisations')} since this page was opened.` : '');
  }

  /** Rows that stay are left where they are: one that is taken away under the pointer or the focus is no link any more. */
  #drawRows(blocks) {
    const kept = this.#rows;
    this.#rows = new Map();
    for (const block of blocks) {
      const badge = block.replaced ? 'replaced' : block.height <= this.#finalized ? 'final' : '';
      const key = `${block.hash} ${badge}`;
      const row = kept.get(key) ?? this.#row(block, badge);
      say(row.age, age(block.timestampMs));
      this.#rows.set(key, row);
    }
    const nodes = [...this.#rows.values()].map((row) => row.node);
    [...this.#list.children].filter((node) => !nodes.includes(node)).forEach((node) => node.remove());
    nodes.forEach((node, at) => {
      if (this.#list.children[at] !== node) {
        this.#list.insertBefore(node, this.#list.children[at] ?? null);
      }
    });
  }

  #row(block, badge) {
    const written = element('span', { class: 'quiet age' });
    const inside = [
      element('b', { class: 'number' }, count(block.height)),
      element('code', {}, shortHash(block.hash)),
      element('span', { class: 'quiet changes' }, plural(block.changes, 'change', 'changes')),
      written,
      element('span', { class: 'badge-place' }, badge ? element('span', { class: `badge ${badge}` }, badge) : null),
    ];
    const node = element('li', {}, badge === 'replaced'
      ? element('span', { class: 'block replaced' }, inside)
      : element('a', { class: 'block', href: this.link(block) }, inside));
    return { node, age: written };
  }

  #drawRail(rows, lanes, width) {
    const place = new Map(rows.map((block, at) => [block.hash, { x: LANE / 2 + lanes.get(block.hash) * LANE, y: ROW / 2 + at * ROW }]));
    const lines = rows.map((block) => {
      const from = place.get(block.hash);
      const to = place.get(block.parent) ?? { x: LANE / 2, y: rows.length * ROW };
      const bend = Math.min(to.y, from.y + ROW) - ROW / 2;
      const path = from.x === to.x ? `M${from.x} ${from.y}V${to.y}`
        : `M${from.x} ${from.y}V${Math.max(bend, to.y - ROW)}C${from.x} ${to.y - 6} ${to.x} ${to.y - ROW / 2} ${to.x} ${to.y}`;
      return drawing('path', { class: block.replaced ? 'edge replaced' : 'edge', d: path });
    });
    const dots = rows.map((block) => {
      const { x, y } = place.get(block.hash);
      const kind = block.replaced ? 'replaced' : block.height <= this.#finalized ? 'final' : 'open';
      return drawing('circle', { class: `node ${kind}`, cx: x, cy: y, r: 4.5 });
    });
    this.#rail.setAttribute('width', width);
    this.#rail.setAttribute('height', rows.length * ROW);
    this.#rail.replaceChildren(...lines, ...dots);
  }
}

/** The chain is the first lane; each branch takes the first lane beside it that is free over its whole length. */
function laneOf(rows) {
  const lanes = new Map(rows.map((block) => [block.hash, 0]));
  const tops = [Infinity];
  for (const branch of replacedBranches(rows)) {
    let lane = tops.findIndex((top) => top < branch[0].height);
    lane = lane < 0 ? Math.min(tops.length, LANES_MAX) : lane;
    tops[lane] = branch.at(-1).height;
    branch.forEach((block) => lanes.set(block.hash, lane));
  }
  return lanes;
}

/** Each from its lowest block up, the one that begins lowest first. */
function replacedBranches(rows) {
  const branches = [];
  for (const block of rows.filter((one) => one.replaced).reverse()) {
    const below = branches.find((branch) => branch.at(-1).hash === block.parent);
    if (below) {
      below.push(block);
    } else {
      branches.push([block]);
    }
  }
  return branches;
}

function age(timestampMs) {
  const seconds = Math.round((Date.now() - timestampMs) / 1000);
  return seconds < 0 || seconds > 400 * 86_400 ? '' : `${duration(seconds)} ago`;
}

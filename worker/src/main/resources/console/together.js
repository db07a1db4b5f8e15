// One stream of blocks for all tabs: a browser opens six connections to a worker, of all its tabs together, and each stream
// keeps one.

import { BASE, follow } from './api.js';

/** Whether tabs can agree on one that follows: browsers let them where the worker is on this machine, or has TLS. */
export const CAN_FOLLOW_TOGETHER = 'locks' in navigator;

/**
 * Hands on what happens to the chain of a shard, as it is told by whichever tab follows it; when that one ends, the next
 * goes on where it was.
 *
 * @param load  asks for the newest blocks, gives the newest of all, if there is one
 */
export async function followTogether(shard, load, signal, onEvent) {
  const name = `cairn: blocks of shard ${shard} at ${BASE}`;
  const others = new BroadcastChannel(name);
  let lastId = null;
  const take = (event) => {
    onEvent(event);
    lastId = event.id;
  };
  try {
    // What is told while the newest are asked for may be newer than the answer: it is taken after that, in its order.
    let early = [];
    others.onmessage = ({ data: event }) => (early ? early.push(event) : take(event));
    const newest = await load();
    if (newest) {
      lastId = `${newest.height}:${newest.hash}`;
      early.forEach(take);
      early = null;
      await navigator.locks.request(name, { signal }, () => follow('v1/blocks/stream', { shard }, lastId, signal, (event) => {
        take(event);
        others.postMessage(event);
      }));
    }
  } finally {
    others.close();
  }
}

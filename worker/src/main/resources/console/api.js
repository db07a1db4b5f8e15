// Asks the worker, as every other client does: see reading-over-http.md.

/** Where the worker answers. */
export const BASE = new URL('.', document.baseURI);
const TOKEN = 'cairn.token';
/** A stream says something every 15 s, were it only that it is there; twice that is not slow any more, but gone. */
const SILENT_AT_MOST_MS = 30_000;

/** What was not answered, and why. */
export class Problem extends Error {
  constructor(status, facts) {
    super(facts.detail ?? facts.title ?? `status ${status}`);
    this.status = status;
    this.title = facts.title ?? 'The worker refused';
    this.kind = String(facts.type ?? '').split('/').pop();
    this.facts = facts;
  }
}

export function useToken(token) {
  sessionStorage.setItem(TOKEN, token);
}

/** Parameters without a value are left out. */
export async function ask(path, parameters = {}, signal = undefined) {
  const reply = await request(path, parameters, { signal });
  return reply.json().catch((cause) => {
    throw unanswered(cause);
  });
}

/** Hands on server-sent events until the stream ends; a stream that was cut, or has fallen silent, throws. */
export async function follow(path, parameters, lastId, signal, onEvent) {
  const headers = { Accept: 'text/event-stream' };
  if (lastId) {
    headers['Last-Event-ID'] = lastId;
  }
  const silence = new Silence(SILENT_AT_MOST_MS);
  try {
    const reply = await request(path, parameters, { headers, signal: AbortSignal.any([signal, silence.signal]), cache: 'no-store' });
    const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
    let unread = '';
    const read = () => reader.read().catch((cause) => {
      throw unanswered(cause);
    });
    for (let part = await read(); !part.done; part = await read()) {
      silence.begin();
      unread += part.value;
      const events = unread.split('\n\n');
      unread = events.pop();
      events.map(parsed).filter((event) => event.data).forEach(onEvent);
    }
  } finally {
    silence.end();
  }
}

/** Aborts what says nothing for too long: a machine that slept, or a network that was cut, is not told of its end. */
class Silence {
  #abort = new AbortController();
  #timer;

  constructor(atMostMs) {
    this.atMostMs = atMostMs;
    this.begin();
  }

  get signal() {
    return this.#abort.signal;
  }

  begin() {
    this.end();
    this.#timer = setTimeout(() => this.#abort.abort(new DOMException('nothing came', 'TimeoutError')), this.atMostMs);
  }

  end() {
    clearTimeout(this.#timer);
  }
}

async function request(path, parameters, options) {
  const url = new URL(path, BASE);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== null && value !== '') {
      url.searchParams.set(name, value);
    }
  }
  const token = sessionStorage.getItem(TOKEN);
  const headers = { Accept: 'application/json', ...options.headers };
  if (token) {
    headers.Authorization = `Bearer ${token}`;
  }
  // An address names no chain: what the browser has may be of the one that was here before. The tag tells.
  const reply = await fetch(url, { cache: 'no-cache', ...options, headers }).catch((cause) => {
    throw unanswered(cause);
  });
  if (!reply.ok) {
    throw new Problem(reply.status, await reply.json().catch(() => ({})));
  }
  return reply;
}

function unanswered(cause) {
  return cause.name === 'AbortError' ? cause : new Problem(0, {
    type: 'no-answer',
    title: 'The worker does not answer',
    detail: 'Look whether its process runs, and whether this machine reaches it.',
  });
}

function parsed(block) {
  const event = { id: '', name: 'message', data: '' };
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    const field = line.slice(0, colon);
    const value = line.slice(colon + 1).trimStart();
    if (field === 'id') {
      event.id = value;
    } else if (field === 'event') {
      event.name = value;
    } else if (field === 'data') {
      event.data += value;
    }
  }
  return event;
}

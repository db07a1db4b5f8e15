// What is shown, and which address shows it: everything after the # is ours, so views can be bookmarked and gone back to.

import { Problem, ask, useToken } from './api.js';
import { BlockView } from './blockview.js';
import { DiffView } from './diffview.js';
import { element, replaceContent, say } from './dom.js';
import { KeyView } from './keyview.js';
import { Overview } from './overview.js';
import { RangeView } from './rangeview.js';
import { pill, withAllFigures } from './shard.js';

const VIEWS = { key: ['Key', KeyView], range: ['Range', RangeView], block: ['Block', BlockView], diff: ['Compare', DiffView] };
const ASK_EVERY_MS = 1000;
const STATUS_WITHIN_MS = 10_000;

const at = (id) => document.getElementById(id);

let status = null;
let address = { name: '', parameters: new URLSearchParams() };
let overview = null;
let overviewOf = null;
let askedForToken = false;

/** The address of a view. */
function link(name, parameters = {}) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null && value !== ''));
  if (chosenShard() !== status?.shards[0]?.shard) {
    query.set('shard', chosenShard());
  }
  return `#/${name}${query.size > 0 ? `?${query}` : ''}`;
}

function chosenShard() {
  const named = address.parameters.get('shard');
  return named === null ? status?.shards[0]?.shard : Number(named);
}

/** Whether the address names a view; it may be a place on the page, as the link that skips the header. */
function readAddress() {
  const match = /^#\/([a-z]*)(?:\?(.*))?$/.exec(location.hash || '#/');
  if (match) {
    address = { name: Object.hasOwn(VIEWS, match[1]) ? match[1] : '', parameters: new URLSearchParams(match[2] ?? '') };
    drawNavigation();
  }
  return match !== null;
}

function show() {
  if (!readAddress()) {
    return;
  }
  const view = VIEWS[address.name];
  drawTitle();
  if (!view) {
    showOverview();
    return;
  }
  closeOverview();
  const shown = new view[1]({ parameters: address.parameters, shard: chosenShard(), link, go, marks: currentMarks });
  replaceContent(at('main'), shown.node);
}

/** Shows a view, again if it is there already. */
function go(name, parameters) {
  const target = link(name, parameters);
  if (location.hash === target) {
    show();
  } else {
    location.hash = target;
  }
}

/** What somebody asked for begins at the top of the content; a reader that reads aloud goes on there. */
function showAndRead() {
  show();
  if (location.hash.startsWith('#/')) {
    at('main').focus({ preventScroll: true });
    scrollTo(0, 0);
  }
}

function currentMarks() {
  return status?.shards.find((shard) => shard.shard === chosenShard())?.marks ?? null;
}

function showOverview() {
  const shard = status?.shards.find((one) => one.shard === chosenShard());
  if (!shard) {
    closeOverview();
    replaceContent(at('main'), element('p', { class: 'panel quiet' }, status ? `There is no shard ${chosenShard() ?? ''} here.` : 'Asking the worker …'));
    return;
  }
  if (overviewOf !== shard.shard) {
    closeOverview();
    overview = new Overview(shard.shard, (block) => link('block', { block: `0x${block.hash}` }));
    overviewOf = shard.shard;
    replaceContent(at('main'), allShards(), overview.node);
  }
  at('all-shards')?.replaceWith(allShards());
  overview.update(shard, status.shards.length > 1);
}

function closeOverview() {
  overview?.close();
  overview = null;
  overviewOf = null;
}

/** All shards in one line, where there is more than one. */
function allShards() {
  return element('ul', { id: 'all-shards', class: 'all-shards', 'aria-label': 'All shards', hidden: status.shards.length < 2 },
    status.shards.map((shard) => element('li', {}, `Shard ${shard.shard} `, pill(shard))));
}

function drawNavigation() {
  const views = [['', ['Overview']], ...Object.entries(VIEWS)];
  replaceContent(at('nav'), views.map(([name, [title]]) =>
    element('a', { href: link(name), 'aria-current': name === address.name ? 'page' : null }, title)));
}

function drawHeader() {
  say(at('version'), status.version);
  at('shard-choice').hidden = status.shards.length < 2;
  const choice = at('shard');
  if (choice.options.length !== status.shards.length) {
    replaceContent(choice, status.shards.map((shard) => element('option', { value: shard.shard }, String(shard.shard))));
    drawNavigation();
  }
  choice.value = String(chosenShard());
}

/** Says in the browser's tab, too, that a shard is halted. */
function drawTitle() {
  const halted = status?.shards.some((shard) => shard.condition === 'halted');
  document.title = [halted ? 'Halted' : null, VIEWS[address.name]?.[0], 'Cairn'].filter(Boolean).join(' – ');
}

async function askStatus() {
  try {
    const { version, shards } = await ask('v1/status', {}, AbortSignal.timeout(STATUS_WITHIN_MS));
    status = { version, shards: shards.map(withAllFigures) };
    at('offline').hidden = true;
    document.body.classList.remove('stale');
    drawHeader();
    drawTitle();
    if (address.name === '') {
      showOverview();
    }
  } catch (cause) {
    if (!(cause instanceof Problem)) {
      throw cause;
    }
    tell(cause);
  } finally {
    setTimeout(askStatus, ASK_EVERY_MS);
  }
}

function tell(problem) {
  document.body.classList.add('stale');
  at('offline').hidden = false;
  say(at('offline'), `${problem.title}. ${problem.message}`);
  if (problem.status === 401 || problem.status === 403) {
    at('access').hidden = false;
    if (!askedForToken) {
      askedForToken = true;
      at('token-dialog').showModal();
    }
  }
}

function chooseTheme() {
  const root = document.documentElement;
  const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
  const other = () => ((root.dataset.theme ?? (systemIsDark.matches ? 'dark' : 'light')) === 'dark' ? 'light' : 'dark');
  const name = () => {
    say(at('theme'), other() === 'dark' ? 'Dark' : 'Light');
    at('theme').title = `Show this page in ${other()} colours`;
  };
  at('theme').addEventListener('click', () => {
    root.dataset.theme = other();
    localStorage.setItem('cairn.theme', root.dataset.theme);
    name();
  });
  systemIsDark.addEventListener('change', name);
  name();
}

at('access').addEventListener('click', () => at('token-dialog').showModal());
at('token-form').addEventListener('submit', (event) => {
  event.preventDefault();
  useToken(at('token').value);
  at('token').value = '';
  at('token-dialog').close();
  askedForToken = false;
  show();
});
at('shard').addEventListener('change', () => {
  address.parameters.set('shard', at('shard').value);
  location.hash = `#/${address.name}?${address.parameters}`;
});
addEventListener('hashchange', showAndRead);
chooseTheme();
readAddress();
askStatus().then(show);

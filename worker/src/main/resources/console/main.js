// What is shown, and which address shows it: everything after the # is ours, so views can be bookmarked and gone back to.

import { Problem, ask } from './api.js';
import { BlockView } from './blockview.js';
import { DiffView } from './diffview.js';
import { element, replaceContent, say } from './dom.js';
import { clock, sentence } from './format.js';
import { KeyView } from './keyview.js';
import { Overview } from './overview.js';
import { RangeView } from './rangeview.js';
import { pill, withAllFigures } from './shard.js';
import { TokenDialog } from './token.js';

const VIEWS = { key: ['Key', KeyView], range: ['Range', RangeView], block: ['Block', BlockView], diff: ['Compare', DiffView] };
const ASK_EVERY_MS = 1000;
const STATUS_WITHIN_MS = 10_000;

const at = (id) => document.getElementById(id);

let status = null;
let address = { name: '', parameters: new URLSearchParams() };
let overview = null;
let overviewOf = null;
let answeredAt = null;
const allShards = element('ul', { class: 'all-shards', 'aria-label': 'All shards' });

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
    replaceContent(at('main'), allShards, overview.node);
  }
  drawAllShards();
  overview.update(shard, status.shards.length > 1);
}

function closeOverview() {
  overview?.close();
  overview = null;
  overviewOf = null;
}

function shardLink(shard) {
  const parameters = new URLSearchParams(address.parameters);
  parameters.set('shard', shard);
  return `#/${address.name}?${parameters}`;
}

/** All shards in one line, where there is more than one. What stays the same is left alone: the focus may be on it. */
function drawAllShards() {
  const { shards } = status;
  const drawn = `${chosenShard()} ${shards.map((shard) => `${shard.shard} ${shard.condition}`)}`;
  allShards.hidden = shards.length < 2;
  if (drawn !== allShards.dataset.drawn) {
    allShards.dataset.drawn = drawn;
    const focused = [...allShards.children].findIndex((item) => item.contains(document.activeElement));
    replaceContent(allShards, shards.length < 2 ? [] : shards.map((shard) => element('li', {}, element('a', {
      href: shardLink(shard.shard), 'aria-current': shard.shard === chosenShard() ? 'true' : null,
    }, `Shard ${shard.shard} `, pill(shard)))));
    allShards.children[focused]?.firstChild.focus();
  }
}

function drawNavigation() {
  const views = [['', ['Overview']], ...Object.entries(VIEWS)];
  replaceContent(at('nav'), views.map(([name, [title]]) =>
    element('a', { href: link(name), 'aria-current': name === address.name ? 'page' : null }, title)));
}

function drawHeader() {
  say(at('version'), `version ${status.version}`);
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
  let askAgain = true;
  try {
    const { version, shards } = await ask('v1/status', {}, AbortSignal.timeout(STATUS_WITHIN_MS));
    status = { version, shards: shards.map(withAllFigures) };
    drawHeader();
    comeBack();
    drawTitle();
    if (address.name === '') {
      showOverview();
    }
  } catch (cause) {
    if (!(cause instanceof Problem)) {
      throw cause;
    }
    tell(cause);
    // A token that is not known does not become so by being sent each second.
    askAgain = cause.status !== 401;
  } finally {
    if (askAgain) {
      setTimeout(askStatus, ASK_EVERY_MS);
    }
  }
}

function comeBack() {
  const wasAway = !at('offline').hidden;
  answeredAt = Date.now();
  at('offline').hidden = true;
  document.body.classList.remove('stale');
  if (wasAway && document.querySelector('[data-problem="no-answer"]')) {
    show();
  }
}

function tell(problem) {
  document.body.classList.add('stale');
  if (status === null && address.name === '') {
    replaceContent(at('main'), element('p', { class: 'panel quiet' }, 'There are no figures yet.'));
  }
  at('offline').hidden = false;
  if (problem.status === 401) {
    say(at('offline'), `${problem.title}. No figures come until one is given.`);
    token.ask(problem.kind);
  } else {
    const shown = answeredAt === null ? '' : ` What is shown is of ${clock(answeredAt)}.`;
    say(at('offline'), `${problem.title}. ${sentence(problem.message)} It is asked again each second.${shown}`);
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

const token = new TokenDialog(() => askStatus().then(show));
at('shard').addEventListener('change', () => {
  location.hash = shardLink(at('shard').value);
});
addEventListener('hashchange', showAndRead);
chooseTheme();
readAddress();
askStatus().then(show);

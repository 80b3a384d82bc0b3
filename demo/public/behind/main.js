/** Looks every second, while somebody looks, and draws only what changed. */
import { element } from './element.js';
import { googleRequest } from './google.js';
import { lookUpVisitor } from './lookup.js';
import { startOver } from './over.js';
import { ledgerEvent, visit } from './stored.js';

const drawn = new Map();
const summary = document.getElementById('summary');

/** Keeps the rows that are as they were, so that what is unfolded stays unfolded. */
const drawList = (id, rows, keyOf, draw, none) => {
  const list = document.getElementById(id);
  const before = drawn.get(id) ?? new Map();
  const now = new Map();
  for (const row of rows) {
    const key = `${keyOf(row)} ${JSON.stringify(row)}`;
    now.set(key, before.get(key) ?? draw(row));
  }
  if (rows.length === 0) now.set('none', before.get('none') ?? element('li', { class: 'none' }, none));
  drawn.set(id, now);
  const wanted = [...now.values()];
  const isSame =
    wanted.length === list.children.length && wanted.every((row, at) => row === list.children[at]);
  if (!isSame) list.replaceChildren(...wanted);
};

const count = (id, value) => {
  document.getElementById(`${id}-count`).textContent = String(value);
};

const troubled = (id, reason) => {
  drawn.delete(id);
  const list = document.getElementById(id);
  if (list.textContent !== reason) list.replaceChildren(element('li', { class: 'bad' }, reason));
  count(id, '–');
};

const say = (text) => {
  if (summary.textContent !== text) summary.textContent = text;
};

const plural = (number, one, many) => `${number} ${number === 1 ? one : many}`;

const drawAll = ({ google, ledger, visits }) => {
  const { requests } = google;
  const relayed = requests.filter(({ kind }) => kind === 'relay');
  const direct = requests.filter(({ kind }) => kind !== 'relay');
  count('google', direct.length);
  drawList('google', direct, (one) => one.number, googleRequest, 'Nothing. Google does not know of you.');
  count('relayed', relayed.length);
  drawList('relayed', relayed, (one) => one.number, googleRequest, 'Nothing. Google does not know of you.');
  if (ledger.ok) {
    count('ledger', ledger.total);
    drawList('ledger', ledger.events, (one) => one.number, ledgerEvent, 'Nothing has happened yet.');
  } else troubled('ledger', ledger.reason);
  if (visits.ok) {
    count('visits', visits.visits.length);
    const draw = (one) => visit(one, lookUpVisitor);
    drawList('visits', visits.visits, (one) => one.id, draw, 'No visit is kept.');
  } else troubled('visits', visits.reason);
  say(
    `Google has ${plural(direct.length, 'request', 'requests')} from browsers, ${relayed.length} from the relay. The ledger has ${plural(ledger.total ?? 0, 'event', 'events')}.`,
  );
};

let last = '';
let timer;

const look = async () => {
  clearTimeout(timer);
  try {
    const answer = await fetch('/api/behind');
    const text = await answer.text();
    if (text !== last) drawAll(JSON.parse(text));
    last = text;
  } catch {
    last = '';
    say('The demo’s server does not answer. Is it still running?');
  }
  if (document.visibilityState === 'visible') timer = setTimeout(look, 1000);
};

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') look();
});
startOver(look);
look();

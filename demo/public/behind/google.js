/** One request that the fake Google received. */
import { chip, clock, element, folded } from './element.js';

const kinds = {
  tag: 'Tag script',
  container: 'Container script',
  hit: 'Measurement',
  pixel: 'Advertising pixel',
  film: 'Embedded film',
  relay: 'Relayed by the collector',
  preflight: 'Preflight',
  other: 'Other request',
};

const names = {
  ad_storage: 'advertising storage',
  analytics_storage: 'analytics storage',
  ad_user_data: 'advertising data',
  ad_personalization: 'personalised ads',
};

const path = (address) => {
  try {
    return new URL(address).pathname;
  } catch {
    return address;
  }
};

const signals = (told) => {
  if (!told) return [];
  if (!told.consentMode) return [chip('no consent signal: all counts as granted', 'denied')];
  return told.types.map((one) => chip(`${names[one.type] || one.type}: ${one.state}`, one.state));
};

const identifiers = (one) => {
  const said = [];
  if (one.clientId)
    said.push(
      `client id ${one.clientId}${one.kind === 'relay' ? ' (it rotates, and is not the browser’s)' : ''}`,
    );
  if (one.headers.cookie) said.push('a cookie of Google’s own');
  return said.length > 0 ? `Came along: ${said.join(', ')}.` : 'No identifier and no cookie came along.';
};

/** Where it came from, and by whom. */
const origin = (one) =>
  one.kind === 'relay'
    ? ` It came from ${one.remote || 'nowhere'}, the collector’s own address.`
    : ` It came from ${one.remote || 'nowhere'}, the visitor’s own address.`;

/** The collector keeps what it last sent for its owner: is it what came? */
const told = ({ told: same }) => {
  if (same === true) return chip('the collector’s account says the same, byte for byte', 'granted');
  return same === false ? chip('the collector’s account does not say this', 'denied') : null;
};

/** A relayed request as it came, its body readable. */
const asCame = (one) => {
  let body = one.body;
  try {
    body = JSON.stringify(JSON.parse(one.body), null, 2);
  } catch {}
  const lines = one.raw.headers.map(([name, value]) => `${name}: ${value}`);
  return [`${one.method} ${one.raw.target}`, ...lines, '', body].join('\n');
};

export const googleRequest = (one) =>
  element(
    'li',
    {},
    element(
      'p',
      { class: 'line' },
      clock(one.time),
      element('strong', {}, kinds[one.kind] || one.kind),
      one.events.length > 0 && element('code', {}, one.events.join(', ')),
    ),
    element(
      'p',
      { class: 'small' },
      one.page && ['Page ', element('code', {}, path(one.page)), '. '],
      identifiers(one),
      origin(one),
    ),
    one.signals && element('p', { class: 'chips' }, signals(one.signals)),
    typeof one.told === 'boolean' && element('p', { class: 'chips' }, told(one)),
    folded(
      `${one.method} ${one.host}${one.path}`,
      one.raw
        ? asCame(one)
        : { query: one.query, headers: one.headers, ...(one.body ? { body: one.body } : {}) },
    ),
  );

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
  if (one.clientId) said.push(`client id ${one.clientId}`);
  if (one.headers.cookie) said.push('a cookie of Google’s own');
  return said.length > 0 ? `Came along: ${said.join(', ')}.` : 'No identifier and no cookie came along.';
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
      ` It came from ${one.remote || 'nowhere'}.`,
    ),
    one.signals && element('p', { class: 'chips' }, signals(one.signals)),
    folded(`${one.method} ${one.host}${one.path}`, {
      query: one.query,
      headers: one.headers,
      ...(one.body ? { body: one.body } : {}),
    }),
  );

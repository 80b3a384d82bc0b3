/** What the collector stored: one event of the ledger, one visit. */
import { chip, clock, element, folded } from './element.js';

const kinds = {
  decision: 'A visitor decided',
  registration: 'A person registered',
  tie: 'A person was tied to a browser',
  'tie-ended': 'A tie ended',
  'consents-moved': 'Consents moved to a new visitor id',
  'notice-published': 'A notice was published',
  'site-changed': 'The site’s settings changed',
  'controller-created': 'The company was entered',
  'staff-committed': 'A member of staff promised confidentiality',
};

const inWords = (kind) => kinds[kind] || String(kind).replaceAll('-', ' ').replaceAll('_', ' ');

/** A list of `{ purpose, answer }`, or answers by purpose. */
const given = (content) => {
  const answers = content?.answers;
  if (Array.isArray(answers)) return answers.map((one) => [one.purpose, one.answer]);
  return typeof answers === 'object' && answers !== null ? Object.entries(answers) : [];
};

const chips = (content) => {
  const answers = given(content);
  if (answers.length === 0) return null;
  const each = answers.map(([purpose, answer]) => chip(`${purpose}: ${answer}`, String(answer)));
  return element('p', { class: 'chips' }, each);
};

const keeps = (content) => {
  const visitor = content?.visitor ?? content?.visitorId;
  if (typeof visitor === 'string') return `Visitor ${visitor}.`;
  return content?.answers ? 'Anonymous: no identifier was kept.' : null;
};

export const ledgerEvent = (one) => {
  const { number, kind, received, digest, erased, content, ...rest } = one;
  const known = keeps(content);
  return element(
    'li',
    {},
    element(
      'p',
      { class: 'line' },
      clock(received),
      element('strong', {}, inWords(kind)),
      element('span', { class: 'small' }, `no. ${number}`),
      erased && chip('erased', 'denied'),
    ),
    chips(content),
    known && element('p', { class: 'small' }, known),
    folded(`digest ${String(digest ?? '').slice(0, 16)}…`, {
      kind,
      digest,
      ...rest,
      content: erased ? 'erased' : content,
    }),
  );
};

const shown = [
  'page',
  'referrer',
  'browser',
  'browserMajor',
  'os',
  'device',
  'language',
  'country',
  'address',
];

export const visit = (one, lookUp) => {
  const { id, received, visitor, ...rest } = one;
  const known = shown.filter((name) => rest[name] !== null && rest[name] !== undefined && rest[name] !== '');
  const others = Object.fromEntries(Object.entries(rest).filter(([name]) => !shown.includes(name)));
  return element(
    'li',
    {},
    element('p', { class: 'line' }, clock(received), element('strong', {}, String(rest.page ?? 'A visit'))),
    element(
      'dl',
      {},
      known.flatMap((name) => [element('dt', {}, name), element('dd', {}, String(rest[name]))]),
    ),
    visitor &&
      element(
        'p',
        { class: 'small' },
        'Visitor ',
        element('code', {}, String(visitor)),
        ' ',
        element('button', { type: 'button', class: 'link', click: () => lookUp(String(visitor)) }, 'Look up'),
      ),
    Object.keys(others).length > 0 && folded('More', others),
  );
};

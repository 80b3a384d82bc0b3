/** The schedule of retention (FACTS 5.7): what the catalogue's words mean, within which bounds a controller may decide otherwise. */
import type { Retention } from '../../store/column.ts';
import type { Period } from './period.ts';

export const ruleIds = [
  'relationship',
  'proof',
  'visits',
  'access-log',
  'service-logs',
  'misuse',
  'vouchers',
  'books',
  'messages',
  'requests',
  'holds',
  'incidents',
  'audits',
  'pending',
  'links',
  'day',
  'relay',
] as const;
export type RuleId = (typeof ruleIds)[number];

export const isRule = (id: string): id is RuleId => ruleIds.some((one) => one === id);

export interface Rule {
  /** The catalogue's word for it; none for what is kept elsewhere than here. */
  word: Retention | undefined;
  /** What a first installation starts with. */
  usual: Period;
  /** What a law sets, or what follows from it, with the sentence that refuses anything else. */
  least?: Period;
  most?: Period;
  law?: string;
  /** Why no controller may change it; what the collector itself is built on. */
  fixed?: string;
}

const days = (amount: number): Period => ({ amount, unit: 'days' });
const months = (amount: number): Period => ({ amount, unit: 'months' });

const tenYears =
  'Ten years after its end the last claim has become time-barred (Act on Limitation of Debts 728/2003, section 7): nothing is needed for longer (GDPR 5(1)(e)).';

export const rules: Readonly<Record<RuleId, Rule>> = {
  relationship: { word: 'relationship and six months', usual: months(6), most: months(120), law: tenYears },
  proof: {
    word: 'proof of consent: 24 months after its end',
    usual: months(24),
    most: months(120),
    law: tenYears,
  },
  visits: {
    word: 'visits: 6 months',
    usual: days(183),
    most: months(13),
    law: 'What measures visits is kept for 13 months at most (CNIL, guidelines of 17 September 2020).',
  },
  'access-log': {
    word: 'staff access log: 5 years',
    usual: months(60),
    least: months(12),
    law: 'Whoever is in the register may ask who read them and why (GDPR 15; CJEU C-579/21): a year at least must be there to be asked about.',
  },
  'service-logs': {
    word: 'service logs: 90 days',
    usual: days(90),
    most: months(24),
    law: 'Lines of logs serve safety, for a short while (GDPR 5(1)(c), (e)): two years at most.',
  },
  misuse: { word: 'misuse: 24 months', usual: months(24), most: months(120), law: tenYears },
  vouchers: {
    word: 'vouchers: 6 years from the end of the year',
    usual: months(72),
    least: months(72),
    most: months(120),
    law: 'Vouchers are kept for six years from the end of the calendar year in which the financial year ended, at the least (Accounting Act 1336/1997, 2:10), and for as long as books, ten years, at the most.',
  },
  books: {
    word: undefined,
    usual: months(120),
    least: months(120),
    most: months(120),
    law: 'Books are kept for ten years from the end of the financial year (Accounting Act 1336/1997, 2:10).',
    fixed: 'Books are kept in the accounts, not here: the law says for how long.',
  },
  messages: {
    word: 'messages: 90 days',
    usual: days(90),
    most: months(24),
    law: 'That a message went is no news for longer than two years (GDPR 5(1)(e)).',
  },
  requests: {
    word: 'requests: 2 years after the answer',
    usual: months(24),
    least: months(12),
    most: months(120),
    law: 'That a request was answered must be shown to the authority (GDPR 5(2)): for a year at least, and for no longer than claims last, ten years (Act 728/2003, section 7).',
  },
  holds: {
    word: 'holds: 24 months after their end',
    usual: months(24),
    least: months(12),
    most: months(120),
    law: 'Why something was kept must be shown afterwards (GDPR 5(2)): for a year at least, ten at most.',
  },
  incidents: {
    word: 'incidents: 10 years after they were closed',
    usual: months(120),
    least: months(12),
    most: months(120),
    law: 'The authority may ask for the log of breaches (GDPR 33(5)): for a year at least; claims end after ten (Act 728/2003, section 7).',
  },
  audits: {
    word: 'audits: 10 years after they were over',
    usual: months(120),
    least: months(12),
    most: months(120),
    law: 'That audits were allowed must be shown (GDPR 28(3)(h)): for a year at least; claims end after ten (Act 728/2003, section 7).',
  },
  pending: {
    word: 'pending: 48 hours',
    usual: days(2),
    fixed: 'A link holds for 48 hours, and what waits for it no longer.',
  },
  links: {
    word: 'five minutes',
    usual: days(0),
    fixed: 'A token holds for five minutes, and is forgotten in the night.',
  },
  day: {
    word: 'a day',
    usual: days(1),
    fixed: 'Sessions, failed sign-ins and files that nobody went on with are forgotten after a day.',
  },
  relay: {
    word: 'until sent and counted: 72 hours',
    usual: days(3),
    fixed: 'Google takes no event that is older than 72 hours.',
  },
};

/** Words of the catalogue that nothing ends; why is said in `words/`. */
export const endless = [
  'while in use',
  'suppression: as long as the controller markets',
  'for ever',
] as const satisfies readonly Retention[];
export type Endless = (typeof endless)[number];

export const isEndless = (word: Retention): word is Endless => endless.some((one) => one === word);

/** The rule behind a word of the catalogue; undefined where nothing ends it. */
export const ruleOf = (word: Retention): RuleId | undefined => ruleIds.find((id) => rules[id].word === word);

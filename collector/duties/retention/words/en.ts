/** The schedule of retention in English. */
import type { ScheduleWords } from '../words.ts';

const many = (amount: number, one: string) => `${amount} ${amount === 1 ? one : `${one}s`}`;

export const en: ScheduleWords = {
  period: ({ amount, unit }) => {
    if (unit === 'days') return many(amount, 'day');
    return amount % 12 === 0 && amount > 0 ? many(amount / 12, 'year') : many(amount, 'month');
  },
  rules: {
    relationship: {
      title: 'Customers and contacts',
      line: (period) =>
        `For as long as the relationship lasts, and ${period} after its end or after the last thing that happened.`,
      why: 'What is left to be settled after the end is settled by then.',
    },
    proof: {
      title: 'Proof of consents',
      line: (period) => `${period} after the consent has ended; with a person’s own data at the latest.`,
      why: 'We must be able to show that you consented (GDPR 7(1)).',
    },
    visits: {
      title: 'Visits to the site',
      line: (period) => `${period} from the visit, or what the site’s notice says.`,
      why: 'Long enough to compare with the season before.',
    },
    'access-log': {
      title: 'Who read the register',
      line: (period) => `${period} from the reading; of staff, ${period} after they left.`,
      why: 'You may ask who read your data and why.',
    },
    'service-logs': {
      title: 'Logs of the services',
      line: (period) => `${period} from when the line was written.`,
      why: 'Faults and attacks are found within that time.',
    },
    misuse: {
      title: 'Use and misuse of licences',
      line: (period) => `${period} after the use ended or the case was closed.`,
      why: 'Repeated misuse is recognised within that time.',
    },
    vouchers: {
      title: 'Payments and sales',
      line: (period) => `${period} from the end of the calendar year in which the financial year ended.`,
      why: 'The Accounting Act demands it (1336/1997, chapter 2 section 10).',
    },
    books: {
      title: 'Books of account',
      line: (period) =>
        `${period} from the end of the financial year, in the accounts and not in this register.`,
      why: 'The Accounting Act demands it (1336/1997, chapter 2 section 10).',
    },
    messages: {
      title: 'Messages and imported files',
      line: (period) =>
        `That a message was sent or a file was read in: ${period}. The text of a message only until it has been sent.`,
      why: 'Questions about a message are asked within that time.',
    },
    requests: {
      title: 'Your requests about your data',
      line: (period) => `${period} after the answer.`,
      why: 'We must be able to show that we answered (GDPR 5(2)).',
    },
    holds: {
      title: 'Why something was kept longer',
      line: (period) => `${period} after the reason ended.`,
      why: 'We must be able to show why we kept it (GDPR 5(2)).',
    },
    incidents: {
      title: 'Security incidents',
      line: (period) => `${period} after the incident was closed.`,
      why: 'We must be able to show what happened and what we did (GDPR 33(5)).',
    },
    audits: {
      title: 'Audits',
      line: (period) => `${period} after the audit was over.`,
      why: 'We must be able to show that audits were allowed (GDPR 28(3)(h)).',
    },
    pending: {
      title: 'What waits for a confirmation',
      line: (period) => `${period}, if nobody confirms it.`,
      why: 'A link in an e-mail holds no longer.',
    },
    links: {
      title: 'Tokens of the sign-in on a site',
      line: () => 'Five minutes, and until the next night.',
      why: 'Each is used once.',
    },
    day: {
      title: 'Sessions of staff and files not read in',
      line: (period) => `At most ${period}.`,
      why: 'After that nobody needs them.',
    },
    relay: {
      title: 'Events on the way to Google Analytics',
      line: (period) => `Until they are sent and counted, ${period} at most.`,
      why: 'Google takes nothing older.',
    },
  },
  endless: {
    'while in use':
      'As long as it is used: settings and counters that tell of nobody, and what goes with the row that it belongs to.',
    'suppression: as long as the controller markets':
      'As long as we market: a keyed hash of an address that must not be written to. Without it your refusal would be forgotten (GDPR 21(3)).',
    'for ever':
      'For ever: nobody is in it. Counts of many, hashes and signatures of the ledger, texts that were shown to everybody.',
  },
};

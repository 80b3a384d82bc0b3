/** Everything held under a visitor key as one table, safe to open in a spreadsheet (GDPR 20). */
import type { Held } from '../../shared/mine.ts';
import { type CsvValue, csvOf } from '../csv.ts';

const columns = [
  ...['kind', 'time', 'until', 'site', 'purpose', 'answer', 'terms', 'how', 'surface', 'number', 'digest'],
  ...['page', 'referrer', 'browser', 'browserMajor', 'os', 'device', 'language', 'address', 'country'],
] as const;

type Line = Partial<Record<string, CsvValue>>;

const lines = ({ site, erased, consents, decisions, visits, events, signedIn }: Held): Line[] => [
  ...(erased ? [{ kind: 'erased', time: erased.since, until: erased.proofUntil, site }] : []),
  ...consents.map(({ decided, ...one }) => ({ kind: 'holds now', time: decided, ...one })),
  ...decisions.flatMap(({ received, how, surface, answers, receipt: { number, digest } }) =>
    answers.map((one) => ({ kind: 'decided', time: received, site, ...one, how, surface, number, digest })),
  ),
  ...visits.map(({ received, id: _, ...seen }) => ({ kind: 'visit', time: received, ...seen })),
  ...events.map(({ site: where, happened, event }) => {
    const { name, page, referrer, browser, major, os, device, language, country } = event as Line & {
      name: string;
    };
    const browserMajor = major ?? null;
    const seen = { page, referrer, browser, browserMajor, os, device, language, country };
    return { kind: `event ${name}`, time: happened, site: where, ...seen } as Line;
  }),
  ...signedIn.map(({ from, to, site: where }) => ({ kind: 'signed in', time: from, until: to, site: where })),
];

/** The table as CSV. */
export const heldTable = (held: Held): string => csvOf(columns, lines(held));

/** Everything held under a visitor key as one table, safe to open in a spreadsheet (GDPR 20). */
import type { Held } from '../../shared/mine.ts';
import { type CsvValue, csvOf } from '../csv.ts';

const columns = [
  ...['kind', 'time', 'until', 'site', 'purpose', 'answer', 'terms', 'how', 'surface', 'number', 'digest'],
  ...['page', 'referrer', 'browser', 'browserMajor', 'os', 'device', 'language', 'address', 'country'],
  ...['title', 'screen', 'engagedSeconds', 'parameters', 'sentToGoogle'],
] as const;

type Line = Partial<Record<string, CsvValue>>;

const lines = ({ site, erased, consents, decisions, visits, events, signedIn }: Held): Line[] => [
  ...(erased ? [{ kind: 'erased', time: erased.since, until: erased.proofUntil, site }] : []),
  ...consents.map(({ decided, ...one }) => ({ kind: 'holds now', time: decided, ...one })),
  ...decisions.flatMap(({ received, how, surface, answers, receipt: { number, digest } }) =>
    answers.map((one) => ({ kind: 'decided', time: received, site, ...one, how, surface, number, digest })),
  ),
  ...visits.map(({ received, id: _, ...seen }) => ({ kind: 'visit', time: received, ...seen })),
  ...events.map(({ site: where, happened, sent, event }) => {
    const { name, page, title, referrer, browser, os, device, language, country, screen, engaged, params } =
      event as Line & { name: string; engaged: number; params: object };
    const seen = { page, title, referrer, browser, os, device, language, country, screen };
    const parameters = JSON.stringify(params);
    const what = { kind: `event ${name}`, time: happened, site: where, sentToGoogle: sent };
    return { ...what, ...seen, engagedSeconds: Math.round(engaged / 1000), parameters } as Line;
  }),
  ...signedIn.map(({ from, to, site: where }) => ({ kind: 'signed in', time: from, until: to, site: where })),
];

/** The table as CSV. */
export const heldTable = (held: Held): string => csvOf(columns, lines(held));

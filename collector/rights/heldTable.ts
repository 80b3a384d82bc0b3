/** Everything held under a visitor key as one table (RFC 4180), safe to open in a spreadsheet (GDPR 20). */
import type { Held } from '../../shared/mine.ts';

const columns = [
  ...['kind', 'time', 'until', 'site', 'purpose', 'answer', 'terms', 'how', 'surface', 'number', 'digest'],
  ...['page', 'referrer', 'browser', 'browserMajor', 'os', 'device', 'language', 'address', 'country'],
] as const;

type Line = Partial<Record<string, string | number | null>>;

/** A cell that begins like a formula would be run by spreadsheets: an apostrophe before it makes it text. */
const cell = (value: string | number | null | undefined): string => {
  const text = `${value ?? ''}`;
  const harmless = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
};

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

/** With a byte order mark: without it, spreadsheets take the text for another encoding. */
export const heldTable = (held: Held): string =>
  `\ufeff${[columns.map(cell), ...lines(held).map((line) => columns.map((name) => cell(line[name])))]
    .map((row) => `${row.join(',')}\r\n`)
    .join('')}`;

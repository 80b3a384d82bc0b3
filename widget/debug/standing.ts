/** Where the visitor stands, purpose by purpose. */
import { readKeyring } from '../consent/key.ts';
import { understand } from '../consent/recall.ts';
import type { Handle } from '../handle.ts';
import { type Table, table } from './report.ts';

const dayOf = (until: number): string => new Date(until * 864e5).toISOString().slice(0, 10);

const waiting = (site: string): number => {
  try {
    return JSON.parse(localStorage[`lupa:${site}:outbox`] ?? '[]').length;
  } catch {
    return 0;
  }
};

/** The visitor id stays out of it: an owner may want to show the table to somebody else. */
export const standing = (handle: Handle, site: string): Table => {
  const { memory, settings, signal, stopped } = handle;
  const { purposes } = settings;
  const said = handle.said();
  const asked = !!document.querySelector('lupa-banner');
  const consent = understand(said, purposes, signal);
  const where = memory ? 'for this page only' : said?.[0] ? 'in its cookie' : 'nothing yet';
  return table([
    [{ what: 'status', value: asked ? `${consent.status}: the question is on the page` : consent.status }],
    ...Object.entries(purposes).map(
      ([purpose, terms]) =>
        [
          {
            what: `${purpose}, terms ${terms}`,
            value: `${consent.answers[purpose] ?? 'no answer'}${stopped[purpose] ? ', ended on this page' : ''}`,
          },
        ] as const,
    ),
    [{ what: 'holds until', value: consent.until ? dayOf(consent.until) : '–' }],
    [{ what: 'signal', value: signal || 'none' }],
    [{ what: 'remembered', value: said ? where : 'nowhere: cookies are blocked' }],
    [{ what: 'visitor key', value: readKeyring(site) ? 'held' : 'none' }],
    [{ what: 'decisions not delivered yet', value: waiting(site) }],
  ]);
};

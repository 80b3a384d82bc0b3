/** The end of the collector's ledger, followed from where we left off. */
import type { Staff } from './collector.ts';

export interface LedgerEvent extends Record<string, unknown> {
  number: number;
}

export type Following = { ok: true; events: LedgerEvent[]; total: number } | { ok: false; reason: string };

const window = 60;
const page = 50;
/** Pages read at one time at most: a long ledger is caught up with over several looks. */
const pages = 40;

const isEvent = (value: unknown): value is LedgerEvent =>
  typeof value === 'object' && value !== null && 'number' in value && Number.isSafeInteger(value.number);

const eventsIn = (body: unknown): LedgerEvent[] => {
  const events = (body as { events?: unknown } | null)?.events;
  return Array.isArray(events) ? events.filter(isEvent) : [];
};

/** Each call returns the newest events, newest first. Those shown are read again now and then: they may be erased. */
export const ledgerFollower = (staff: Staff) => {
  let shown: LedgerEvent[] = [];
  let last = 0;
  let looks = 0;
  return async (): Promise<Following> => {
    looks += 1;
    if (looks % 5 === 0 && shown[0]) {
      last = shown[0].number - 1;
      shown = [];
    }
    for (let read = 0; read < pages; read += 1) {
      const answer = await staff.get(`/v1/ledger?after=${last}&limit=${page}`);
      if (!answer.ok) return { ok: false, reason: answer.reason };
      const events = eventsIn(answer.body).filter((one) => one.number > last);
      if (events.length === 0) break;
      shown = [...shown, ...events].slice(-window);
      last = events.at(-1)?.number ?? last;
      if (events.length < page) break;
    }
    return { ok: true, events: shown.toReversed(), total: last };
  };
};

/**
 * The last row of each ledger that was answered for. A server that takes the place of another must have it: ledgers have no
 * gaps, so whoever has the last row lacks none before it.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fromBase64url, toBase64url } from './bytes.ts';
import { Behind } from './lastSigned.ts';
import { epochsOf } from './ledger/heads.ts';
import type { Plan, Planned } from './store/plan.ts';
import { type Readable, type Row, type Sql, type Statement, type Store, sql } from './store/store.ts';
import type { Value } from './store/value.ts';

interface Answered {
  number: number;
  digest: Uint8Array;
}

export interface LastAnswered {
  /** The store, what it answers noted. */
  noting(store: Store): Store;
  /** Throws `Behind` where the database lacks what was answered for, and remembers it beside the data. */
  check(store: Readable): Promise<void>;
}

/** What was missing when it was looked for: until a new epoch says so, no collector may start without it. */
const file = (data: string): string => `${data}.last-answered`;

const digestAt = sql`
  select digest from ledger where controller_id = :controller and number = :number`;

/** Where the controller and the digest of a row are among a write's values; undefined where it appends none. */
interface Appending {
  place: number;
  controller: string;
  digest: string;
}

const appends = ({ text, names }: Sql): boolean =>
  /^\s*insert into ledger\b/.test(text) && names.includes('digest') && names.includes('controller');

const found = new WeakMap<Plan, Appending[]>();

const appendingIn = (plan: Plan): Appending[] => {
  const known = found.get(plan);
  if (known) return known;
  const all = plan.steps.flatMap((step, place): Appending[] => {
    const takes = (name: string) => step.from[step.sql.names.indexOf(name)] ?? name;
    return appends(step.sql) ? [{ place, controller: takes('controller'), digest: takes('digest') }] : [];
  });
  found.set(plan, all);
  return all;
};

const behind = (): Behind =>
  new Behind(
    'This PostgreSQL lacks decisions that were answered: a standby was promoted that did not have them all, or a copy was put back. Nothing is taken before you end every collector and either bring the other server back, or say "lupa ledger declare-epoch REASON", which visitors\' receipts and verifiers will see.',
  );

const lacks = async (store: Readable, controller: number, { number, digest }: Answered): Promise<boolean> => {
  const [row] = await store.read<{ digest: Uint8Array }>(digestAt, { controller, number });
  return !row || Buffer.compare(row.digest, digest) !== 0;
};

export const lastAnswered = (data: string): LastAnswered => {
  const last = new Map<number, Answered>();
  const note = (controller: Value | undefined, digest: Value | undefined, rows: Row[] | undefined): void => {
    const number = rows?.[0]?.['number'];
    if (typeof number !== 'number' || !(digest instanceof Uint8Array)) return;
    const before = last.get(Number(controller));
    if (!before || before.number < number) last.set(Number(controller), { number, digest });
  };
  const noteAll = (write: readonly Statement[] | Planned, rows: readonly Row[][]): void => {
    if ('plan' in write) {
      const given = (name: string) => write.values[write.plan.names.indexOf(name)];
      for (const { place, controller, digest } of appendingIn(write.plan))
        note(given(controller), given(digest), rows[place]);
    } else
      for (const [place, { sql: one, values }] of write.entries())
        if (appends(one)) note(values['controller'], values['digest'], rows[place]);
  };
  return {
    noting: (store) => ({
      ...store,
      write: async (write, urgency) => {
        const rows = await store.write(write, urgency);
        noteAll(write, rows);
        return rows;
      },
    }),
    check: async (store) => {
      let isMissing = false;
      for (const [controller, answered] of last)
        if (await lacks(store, controller, answered)) isMissing = true;
      if (!isMissing) return;
      const kept: [number, number, string, number][] = [];
      for (const [controller, { number, digest }] of last) {
        const epochs = await epochsOf(store, controller);
        kept.push([controller, number, toBase64url(digest), epochs.length]);
      }
      writeFileSync(file(data), JSON.stringify(kept), { mode: 0o600 });
      throw behind();
    },
  };
};

/** Throws `Behind` where the database lacks what was found missing before, and no new epoch says so. */
export const notLacking = async (store: Readable, data: string): Promise<void> => {
  let kept: [number, number, string, number][];
  try {
    kept = JSON.parse(readFileSync(file(data), 'utf8')) as typeof kept;
  } catch {
    return;
  }
  for (const [controller, number, digest, epochs] of kept) {
    const now = await epochsOf(store, controller);
    // The first one declares nothing: any collector that had not heard yet may have begun it.
    if (now.length > Math.max(epochs, 1)) continue;
    if (await lacks(store, controller, { number, digest: fromBase64url(digest) })) throw behind();
  }
  rmSync(file(data), { force: true });
};

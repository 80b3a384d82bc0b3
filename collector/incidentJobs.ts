/** What incidents do in the background: attempts are raised, whom they concern is found and told, staff are reminded, ledgers verified. */
import type { Background, Begin } from './background.ts';
import { findAffected } from './duties/incidents/affected.ts';
import { type Attempts, attemptsOf, type Seen } from './duties/incidents/attempts.ts';
import { restoreAttempts } from './duties/incidents/keptAttempts.ts';
import { tellPeople } from './duties/incidents/people.ts';
import { raiseAttempts } from './duties/incidents/raiseAttempts.ts';
import { remindOfIncidents } from './duties/incidents/reminders.ts';
import { publicKeyOf } from './ledger/note.ts';
import { verifyAll } from './ledger/verify/verify.ts';
import { listControllers } from './register/controllers.ts';
import type { Sealing } from './sealing.ts';
import { type Database, openToRead } from './store/database.ts';
import type { Peers } from './store/peers.ts';
import type { Reader } from './store/reader.ts';
import type { Store } from './store/store.ts';
import type { World } from './world.ts';

const second = 1000;
const minute = 60 * second;

/** Counts attempts on from where the process before left off. */
export const openAttempts = async (store: Store, peers: Peers, world: World): Promise<Attempts> => {
  const attempts = attemptsOf(world.clock, world.tombstoneKey, (seen) => peers.tell('attempt', seen));
  peers.hear('attempt', (seen) => attempts.count(seen as Seen));
  await restoreAttempts(store, world, attempts);
  return attempts;
};

/** The jobs, begun. */
export const incidentJobs = (
  { store, world, attempts, peers }: { store: Store; world: World; attempts: Attempts; peers: Peers },
  each: Begin,
  sole: Begin,
): Background[] => [
  // Whoever leads raises what all have counted: the others have heard of it, and let it be.
  each(async () => {
    if (peers.term() > 0) await raiseAttempts(store, world, attempts);
    else attempts.take();
  }, 10 * second),
  sole((stopped) => findAffected(store, world, stopped), 15 * second),
  sole((stopped) => tellPeople(store, world, stopped), 15 * second),
  sole(async (stopped) => {
    await remindOfIncidents(store, world, stopped);
  }, 5 * minute),
];

/** Between two tiles everybody else has a turn. */
const yielding = (reader: Reader): Reader => ({
  ...reader,
  read: async (sql, values) => {
    await new Promise((resolve) => setImmediate(resolve));
    return reader.read(sql, values);
  },
});

/**
 * Verifies every ledger against its signatures and the last checkpoint beside the data. What does not hold is looked at once more,
 * for others write meanwhile, and is an incident then.
 */
export const verifyNightly = async (
  store: Store,
  database: Database,
  { signer, last }: Pick<Sealing, 'signer' | 'last'>,
  attempts: Pick<Attempts, 'saw'>,
): Promise<void> => {
  const reader = await openToRead(database);
  const broken = async (): Promise<number[]> => {
    // Read before the rows are: it is never ahead of them, but where the database was put back.
    const held = (await listControllers(store))
      .flatMap((one) => last.of(one) ?? [])
      .map((note) => ({ name: 'the last checkpoint', note }));
    const results = await verifyAll(yielding(reader), { held, trusted: publicKeyOf(signer.seed) });
    return results.filter(({ findings }) => findings.length > 0).map(({ controller }) => controller);
  };
  try {
    const found = await broken();
    if (found.length === 0) return;
    for (const controller of await broken())
      if (found.includes(controller)) attempts.saw('ledger', controller);
  } finally {
    await reader.close();
  }
};

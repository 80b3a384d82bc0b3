/** What the ledger says of itself, signed and in a row of its own: that an epoch begins, that another key signs. */
import { must, type Statement, type Store, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import { readCheckpoint } from './checkpoint.ts';
import { digestOf, saltLength } from './digest.ts';

import { type Epoch, epochsOf, headOf, inForce, publishedNote, rememberEpoch, rememberKey } from './heads.ts';
import { type Kind, kindNumber } from './kinds.ts';
import { noteKey, publicKeyOf, signText, writeKey, writeNote } from './note.ts';
import type { Signer } from './seal.ts';

const last = sql`
  select coalesce(max(number), 0) as number from ledger where controller_id = :controller`;
// Only as the very row that the declaration says it is.
const appendAs = sql`
  insert into ledger (controller_id, number, kind, received, digest, body, salt)
  select :controller, :number, :kind, :received, :digest, :body, :salt
  where (select coalesce(max(number), 0) + 1 from ledger where controller_id = :controller) = :number
  returning number`;

const nextNumber = async (store: Store, controller: number): Promise<number> =>
  ((await store.read<{ number: number }>(last, { controller }))[0]?.number ?? 0) + 1;

const appending = (
  world: World,
  controller: number,
  number: number,
  kind: Kind,
  content: Record<string, unknown>,
): Statement => {
  const salt = world.random(saltLength);
  const body = JSON.stringify(content);
  return must(
    statement(appendAs, {
      controller,
      number,
      kind: kindNumber(kind),
      received: world.clock(),
      digest: digestOf(salt, body),
      body,
      salt,
    }),
  );
};

/** One line of a note: what somebody typed, without what would end the line. */
const line = (text: string): string =>
  text
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 500) || '-';

/** Which epoch a ledger's name says. */
const epochIn = (origin: string): number => Number(/\/(\d{1,9})$/.exec(origin)?.[1] ?? 0);

export interface Declaration {
  /** Why, in words that anybody may read: "restored from the backup of 3 May after a disk failure". */
  reason: string;
  /** Who says so: a role or a command, never a name. */
  by: string;
  /** The last checkpoint that is known of what is lost, as a note, where there is one. */
  lost?: string;
}

/**
 * Declares a new epoch: the ledger was restored, and may have lost rows that were signed. From here on it has another name
 * (origin), so that no two heads under one name contradict each other. The declaration is a row of the ledger, signed by
 * the key at hand, which signs from there on. Call it once after a restore, before anything is served; the sealer must
 * not run meanwhile. Answers the new epoch; undefined where nothing was ever sealed, so that nothing can be lost.
 */
export const declareEpoch = async (
  store: Store,
  world: World,
  signer: Signer,
  controller: number,
  { reason, by, lost }: Declaration,
): Promise<Epoch | undefined> => {
  const { epoch: before, key } = await inForce(store, controller);
  if (!before || !key) return undefined;
  const kept = await headOf(store, controller);
  const number = await nextNumber(store, controller);
  const now = world.clock();
  // A name that was signed under in what is lost is not used again.
  const epoch = Math.max(before.epoch, lost ? epochIn(readCheckpoint(lost).checkpoint.origin) : 0) + 1;
  const origin = before.origin.replace(/\d+$/, String(epoch));
  const text = [
    'lupa epoch declared',
    origin,
    `row ${number}`,
    `at ${new Date(now).toISOString()}`,
    `by ${line(by)}`,
    `reason ${line(reason)}`,
    '',
  ].join('\n');
  const publicKey = publicKeyOf(signer.seed);
  const note = writeNote({ text, signatures: [signText(text, origin, signer.seed)] });
  const declared: Epoch = { epoch, origin, number, declared: now };
  await store.write([
    appending(world, controller, number, 'epoch-declared', {
      epoch,
      origin,
      key: writeKey(noteKey(origin, publicKey)),
      note,
      /** The last head that the restored data hold, and the last that was ever seen. */
      kept: kept ? publishedNote(kept) : null,
      lost: lost ?? null,
    }),
    must(rememberEpoch(controller, declared)),
    ...(Buffer.compare(key.publicKey, publicKey) === 0
      ? []
      : [must(rememberKey(controller, { number, publicKey, since: now }))]),
  ]);
  return declared;
};

/**
 * Hands over to another key: a row of the ledger names both, signed by both. Everything must be sealed before, and the
 * first head after it should be signed by both (`Signer.previous`). For the controllers that have a ledger, in one write.
 */
export const changeKey = async (
  store: Store,
  world: World,
  { seed, previous }: Required<Signer>,
  controllers: readonly number[],
): Promise<void> => {
  const writes = await Promise.all(
    controllers.map(async (controller): Promise<Statement[]> => {
      const epoch = (await epochsOf(store, controller)).at(-1);
      if (!epoch) return [];
      const number = await nextNumber(store, controller);
      const now = world.clock();
      const [from, to] = [previous, seed].map((one) => noteKey(epoch.origin, publicKeyOf(one)));
      if (!from || !to) return [];
      const text = [
        'lupa signing key changed',
        epoch.origin,
        `row ${number}`,
        `at ${new Date(now).toISOString()}`,
        `from ${writeKey(from)}`,
        `to ${writeKey(to)}`,
        '',
      ].join('\n');
      const signatures = [seed, previous].map((one) => signText(text, epoch.origin, one));
      return [
        appending(world, controller, number, 'signing-key-changed', {
          from: writeKey(from),
          to: writeKey(to),
          note: writeNote({ text, signatures }),
        }),
        must(rememberKey(controller, { number, publicKey: to.publicKey, since: now })),
      ];
    }),
  );
  await store.write(writes.flat());
};

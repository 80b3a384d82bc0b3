/** Sealing as the collector does it: with the key in its file, and the last checkpoint kept beside the data. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fromBase64url, toBase64url } from './bytes.ts';
import { keyFile } from './keyFile.ts';
import { type LastSigned, lastSigned, notBehind } from './lastSigned.ts';
import { changeKey, declareEpoch } from './ledger/declare.ts';
import { controllersOf, type Epoch, sealKeysOf, waitingOf } from './ledger/heads.ts';
import { publicKeyOf } from './ledger/note.ts';
import { type Signer, WrongSigner } from './ledger/seal.ts';
import { type Sealer, sealer } from './ledger/sealer.ts';
import type { Store } from './store/store.ts';
import type { World } from './world.ts';

export interface SealingFiles {
  /** The signing key: 32 bytes as base64url, for its owner alone. */
  key: string;
  /** The last checkpoint of each controller. */
  last: string;
}

/** Both are beside the data folder unless a setting says otherwise: who copies the data alone can sign nothing. */
export const sealingFiles = (data: string, signingKeyFile: string | undefined): SealingFiles => ({
  key: signingKeyFile ?? `${data}.signing.key`,
  last: `${data}.last-checkpoint`,
});

/** The 32 bytes in a key file; undefined where there is none. */
export const seedIn = (file: string): Uint8Array | undefined =>
  existsSync(file) ? fromBase64url(readFileSync(file, 'utf8').trim()) : undefined;

const inForceIn = async (store: Store): Promise<Uint8Array[]> => {
  const keys = await Promise.all((await controllersOf(store)).map((one) => sealKeysOf(store, one)));
  return keys.flatMap((one) => one.at(-1)?.publicKey ?? []);
};

const signs = (seed: Uint8Array | undefined, keys: readonly Uint8Array[]): seed is Uint8Array =>
  seed?.length === 32 && keys.every((one) => Buffer.compare(one, publicKeyOf(seed)) === 0);

const signerIn = async (store: Store, file: string): Promise<Signer> => {
  const keys = await inForceIn(store);
  if (keys.length === 0) return { seed: fromBase64url(keyFile(file)) };
  const seed = seedIn(file);
  if (signs(seed, keys)) return { seed };
  // A change of keys was cut off after the ledger had it, and before the file had.
  const next = seedIn(`${file}.next`);
  if (!signs(next, keys)) {
    throw new WrongSigner(
      `The signing key in ${file} is not the one that signs this ledger: put it back from your backup.`,
    );
  }
  renameSync(`${file}.next`, file);
  return { seed: next };
};

export interface Sealing {
  sealer: Sealer;
  signer: Signer;
  last: LastSigned;
  /** Seals what waits, so that nothing acknowledged is without proof while the collector is away; a few seconds at most. */
  close(): Promise<void>;
}

const patience = 5000;

/** Ready to seal. Throws `WrongSigner`, and `Behind` where an older copy of the database was put in place. */
export const openSealing = async (
  store: Store,
  world: World,
  files: SealingFiles,
  report: (fault: unknown) => void,
  leads: () => boolean = () => true,
): Promise<Sealing> => {
  const signer = await signerIn(store, files.key);
  const last = lastSigned(files.last);
  await notBehind(store, last);
  const seals = sealer({ store, world, signer, report, leads, keep: last.keep });
  return {
    signer,
    last,
    sealer: seals,
    close: async () => {
      let late: NodeJS.Timeout | undefined;
      const lateness = new Promise((resolve) => {
        late = setTimeout(resolve, patience, undefined);
      });
      try {
        await Promise.race([seals.sealAll(), lateness]);
      } finally {
        clearTimeout(late);
        await seals.stop();
      }
    },
  };
};

/**
 * Declares a new epoch of every ledger that was ever sealed, after a restore (docs/ledger.md): with the key that is at
 * hand, and with the last checkpoint that is known of what is lost. Then seals. Call it before anything is served.
 */
export const declareRestore = async (
  store: Store,
  world: World,
  files: SealingFiles,
  said: { reason: string; by: string },
): Promise<Epoch[]> => {
  const signer: Signer = { seed: fromBase64url(keyFile(files.key)) };
  const last = lastSigned(files.last);
  const epochs: Epoch[] = [];
  for (const controller of await controllersOf(store)) {
    const lost = last.of(controller);
    const epoch = await declareEpoch(store, world, signer, controller, { ...said, ...(lost && { lost }) });
    if (epoch) epochs.push(epoch);
  }
  await sealOnce(store, world, signer, last);
  return epochs;
};

const sealOnce = async (store: Store, world: World, signer: Signer, last: LastSigned): Promise<void> => {
  const once = sealer({ store, world, signer, report: () => {}, keep: last.keep });
  try {
    await once.sealAll();
  } finally {
    await once.stop();
  }
};

/** Hands over to a new key: in the ledger, in its next checkpoint, which both sign, and then in the file. */
export const rotateKey = async (
  store: Store,
  world: World,
  { signer, last }: Sealing,
  files: SealingFiles,
): Promise<void> => {
  await sealOnce(store, world, signer, last);
  const seed = world.random(32);
  writeFileSync(`${files.key}.next`, `${toBase64url(seed)}\n`, { mode: 0o600 });
  const both = { seed, previous: signer.seed };
  await changeKey(store, world, both, await controllersOf(store));
  await sealOnce(store, world, both, last);
  renameSync(`${files.key}.next`, files.key);
};

/** How far the sealing is behind: rows under no checkpoint, and the age of the oldest of them in milliseconds. */
export const sealingLag = async (
  store: Store,
  now: number,
): Promise<{ events: number; milliseconds: number }> => {
  const lag = { events: 0, milliseconds: 0 };
  for (const controller of await controllersOf(store)) {
    const { rows, since } = await waitingOf(store, controller);
    lag.events += rows;
    lag.milliseconds = Math.max(lag.milliseconds, since === null ? 0 : now - since);
  }
  return lag;
};

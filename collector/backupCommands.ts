/** `lupa backup`, `lupa restore`, `lupa rekey`: what is done to a data folder as a whole. */
import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { BadBackup } from './backup/container.ts';
import { makeBackup } from './backup/make.ts';
import { rekey } from './backup/rekey.ts';
import { type Restored, restore } from './backup/restore.ts';
import { fromBase64url } from './bytes.ts';
import { fileOf } from './databaseSettings.ts';
import { readKey, type Settings, WrongSetting } from './env.ts';
import { keyFile, keysFile } from './keyFile.ts';
import { verifyAll } from './ledger/verify/verify.ts';
import { findOperator } from './register/controllers.ts';
import { declareRestore, sealingFiles } from './sealing.ts';
import { checkTombstoneKey } from './setUp.ts';
import type { ConnectionOptions } from './store/connection.ts';
import { lock } from './store/lock.ts';
import { openReader } from './store/reader.ts';
import type { World } from './world.ts';

/** Backups are always encrypted: the database's key will do, where there is one. */
const backupKeyOf = ({ backupKey, encryptionKey }: Settings): Uint8Array => {
  const key = backupKey ?? encryptionKey;
  if (key) return key;
  throw new WrongSetting(
    'Backups are encrypted: set LUPA_BACKUP_KEY_FILE to a file with 32 random bytes ("openssl rand -hex 32 > backup.key"), and keep that file apart from the backups.',
  );
};

/** The world of a command, beside the data folder's own secrets. */
export const worldOf = (data: string): World => ({
  clock: Date.now,
  random: randomBytes,
  tombstoneKey: fromBase64url(keyFile(`${data}.tombstone.key`)),
  suppressionKeys: keysFile(`${data}.suppression.key`),
});

/** While the collector runs, or not. */
export const backupCommand = (settings: Settings, target: string): void => {
  process.umask(0o077);
  const began = performance.now();
  makeBackup(fileOf(settings), target, backupKeyOf(settings), { clock: Date.now, random: randomBytes });
  const megabytes = (statSync(target).size / 1e6).toFixed(1);
  console.log(`Backed up: ${target}, ${megabytes} MB in ${((performance.now() - began) / 1000).toFixed(1)} s.
Keep apart from it: the backup's key, the database's key if it has one, and the key files beside the data folder.`);
};

const told = (restored: Restored, journal: string): string => {
  const {
    made,
    decisions,
    erasures,
    refusals,
    merges,
    endings,
    requests,
    strangers,
    aside,
    lines,
    unreadable,
  } = restored;
  return [
    `Restored: the backup of ${new Date(made).toISOString()}.`,
    `Read from the journal in ${journal}: ${lines} lines${unreadable > 0 ? `, and ${unreadable} THAT ARE CUT OR DAMAGED: what they took away has come back unless a later line tells it again` : ''}.`,
    `Done again from it: ${decisions} decisions that took something away, ${erasures} erasures, ${refusals} refusals and restrictions, ${merges} merges, ${endings} endings of staff, keys and instructions, ${requests} steps of requests by right.`,
    ...(strangers > 0 ? [`Of sites and persons that the backup does not know: ${strangers}.`] : []),
    ...(aside === undefined
      ? []
      : [`What stood there before is in ${aside}: remove it when you need it no more.`]),
  ].join('\n');
};

/** What was changed in a backup is not put back. Its keys may have been changed since: they are checked against its own rows. */
const verifyBackup = async (database: ConnectionOptions): Promise<void> => {
  const reader = openReader(database);
  try {
    const [finding] = (await verifyAll(reader)).flatMap(({ findings }) => findings);
    if (finding) throw new BadBackup(`The ledger in the backup does not hold. ${finding.sentence}`);
  } finally {
    await reader.close();
  }
};

/** Only while nobody uses the data folder. */
export const restoreCommand = async (settings: Settings, backup: string, asItIs = false): Promise<void> => {
  const data = resolve(settings.data);
  process.umask(0o077);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const unlock = lock(`${data}/lupa.lock`);
  try {
    // A new one would fit neither the data nor the journal.
    if (!existsSync(`${data}.tombstone.key`))
      throw new BadBackup(
        `Put ${data}.tombstone.key back first: without it neither the journal nor the data can be used.`,
      );
    const files = sealingFiles(data, settings.signingKeyFile);
    // Until the restored database stands in its place, the old one is what was signed last.
    const next = `${files.last}.restoring`;
    rmSync(next, { force: true });
    if (existsSync(files.last)) copyFileSync(files.last, next);
    const restored = await restore({
      database: fileOf(settings),
      backup,
      key: backupKeyOf(settings),
      journal: settings.journal ?? `${data}.journal`,
      world: worldOf(data),
      asItIs,
      check: async (store) => {
        const operator = await findOperator(store);
        if (operator) await checkTombstoneKey(store, worldOf(data), operator);
      },
      verify: verifyBackup,
      declare: async (store, made) => {
        const how = asItIs ? ', taking the journal as it was' : '';
        const reason = `restored from the backup of ${new Date(made).toISOString()}${how}`;
        await declareRestore(store, worldOf(data), { ...files, last: next }, { reason, by: 'lupa restore' });
      },
    });
    if (existsSync(next)) renameSync(next, files.last);
    console.log(told(restored, settings.journal ?? `${data}.journal`));
  } finally {
    unlock();
  }
};

/** Only while nobody uses the data folder. */
export const rekeyCommand = (settings: Settings, file: string): void => {
  process.umask(0o077);
  const key = readKey(file, 'The new key');
  const unlock = lock(resolve(settings.data, 'lupa.lock'));
  try {
    rekey(fileOf(settings), key);
  } finally {
    unlock();
  }
  console.log(`The database is under the new key: set LUPA_ENCRYPTION_KEY_FILE to ${file} before the next start.
Backups made so far need the key that the database had then: keep it as long as you keep them.`);
};

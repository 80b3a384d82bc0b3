/** The command line's part about the ledger: `lupa verify`, `lupa ledger …`. */
import { mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { open } from './app.ts';
import { worldOf } from './backupCommands.ts';
import { databaseOf } from './databaseSettings.ts';
import { readSettings } from './env.ts';
import { readLastSigned } from './lastSigned.ts';
import { exportLedger } from './ledger/export.ts';
import { publicKeyOf, readKey } from './ledger/note.ts';
import type { Verified } from './ledger/verify/findings.ts';
import { verifyAll } from './ledger/verify/verify.ts';
import { declareRestore, rotateKey, sealingFiles, seedIn } from './sealing.ts';
import { openStore, openToRead } from './store/database.ts';
import { lock } from './store/lock.ts';

/** A file with a checkpoint: the note itself, or a proof or receipt that has one in it. */
const heldIn = (file: string) => {
  const text = readFileSync(file, 'utf8');
  if (!text.trimStart().startsWith('{')) return { name: file, note: text };
  const found = JSON.parse(text) as { checkpoint?: string; proof?: { checkpoint?: string } };
  return { name: file, note: found.checkpoint ?? found.proof?.checkpoint ?? '' };
};

/** The last checkpoints that the collector signed, beside the data; none where it has signed none yet. */
const lastIn = (file: string) => Object.values(readLastSigned(file)).map((note) => ({ name: file, note }));

const tell = (one: Verified, seconds: number): void => {
  const speed = Math.round(one.rows / Math.max(seconds, 0.001));
  console.log(
    `Controller ${one.controller}, ${one.origin ?? 'not sealed yet'}: ${one.rows} rows, ${one.sealed} of them under ${one.checkpoints} checkpoints, ${one.erased} erased (${speed} rows a second).`,
  );
  for (const { sentence } of one.findings) console.log(`  ${sentence}`);
  for (const sentence of one.declared) console.log(`  ${sentence}`);
  for (const sentence of one.remarks) console.log(`  Note: ${sentence}`);
  if (one.findings.length > 0) console.log('  DOES NOT HOLD.');
  else console.log(one.declared.length > 0 ? '  Holds, with a declared fork.' : '  Holds.');
};

/** Undefined where they are not what the command takes. */
const optionsIn = (words: readonly string[]) => {
  try {
    return parseArgs({
      args: [...words],
      options: { checkpoint: { type: 'string', multiple: true }, key: { type: 'string' } },
    }).values;
  } catch {
    return undefined;
  }
};

/** Exit code 0: holds; 1: does not; 3: holds, but a checkpoint is of a future that a restore has lost. */
const verify = async (words: readonly string[]): Promise<boolean> => {
  const values = optionsIn(words);
  if (!values) return false;
  const settings = readSettings(process.env);
  const files = sealingFiles(resolve(settings.data), settings.signingKeyFile);
  const seed = seedIn(files.key);
  const trusted = values.key ? readKey(values.key).publicKey : seed && publicKeyOf(seed);
  const reader = await openToRead(databaseOf(settings));
  try {
    const began = performance.now();
    // Read before the database is: it is never ahead of it, but where the database was put back.
    const results = await verifyAll(reader, {
      held: [...lastIn(files.last), ...(values.checkpoint ?? []).map(heldIn)],
      ...(trusted && { trusted }),
    });
    for (const one of results) {
      if (!values.checkpoint)
        one.remarks.push(
          'No checkpoint from elsewhere was given: who could change the database could change the last checkpoint beside it as well.',
        );
      tell(one, (performance.now() - began) / 1000);
    }
    if (results.length === 0) {
      console.log('There is no ledger in this database. DOES NOT HOLD.');
      process.exitCode = 1;
    }
    if (results.some((one) => one.findings.length > 0)) process.exitCode = 1;
    else if (results.some((one) => one.declared.length > 0)) process.exitCode = 3;
  } finally {
    await reader.close();
  }
  return true;
};

const rotate = async (): Promise<boolean> => {
  const settings = readSettings(process.env);
  const collector = await open(settings);
  try {
    const files = sealingFiles(resolve(settings.data), settings.signingKeyFile);
    await rotateKey(collector.store, collector.world, collector.sealing, files);
    console.log(`Another key signs from now on. Back up ${files.key}; the old one is gone.`);
  } finally {
    await collector.close();
  }
  return true;
};

/** Without `open`, which refuses a ledger that is behind. */
const declare = async (reason: string): Promise<boolean> => {
  const settings = readSettings(process.env);
  const data = resolve(settings.data);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const unlock = lock(`${data}/lupa.lock`);
  try {
    const world = worldOf(data);
    const store = await openStore(databaseOf(settings), { clock: world.clock });
    try {
      const files = sealingFiles(data, settings.signingKeyFile);
      const epochs = await declareRestore(store, world, files, { reason, by: 'lupa ledger declare-epoch' });
      for (const { epoch, origin, number } of epochs) {
        console.log(`Epoch ${epoch} is declared in row ${number}: ${origin}`);
      }
    } finally {
      await store.close();
    }
  } finally {
    unlock();
  }
  return true;
};

const exportTo = async (folder: string): Promise<boolean> => {
  const reader = await openToRead(databaseOf(readSettings(process.env)));
  try {
    for (const { controller, files } of await exportLedger(reader, folder)) {
      console.log(`Controller ${controller}: ${files} files in ${folder}/${controller}`);
    }
  } finally {
    await reader.close();
  }
  return true;
};

/** Whether the words were a command of the ledger. */
export const ledgerCommand = async ([command, ...words]: readonly string[]): Promise<boolean> => {
  if (command === 'verify') return verify(words);
  if (command !== 'ledger') return false;
  const [verb, ...rest] = words;
  if (verb === 'rotate-key' && rest.length === 0) return rotate();
  if (verb === 'declare-epoch' && rest.length === 1) return declare(rest[0] as string);
  if (verb === 'export' && rest.length === 1) return exportTo(rest[0] as string);
  return false;
};

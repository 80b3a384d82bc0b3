/** Runs the collector until it is told to stop: with the demo beside it, or alone for an owner. */
import { chmodSync, existsSync } from 'node:fs';
import { open } from './app.ts';
import { BadBackup } from './backup/container.ts';
import { NoJournal } from './backup/journal.ts';
import { readSettings, WrongSetting } from './env.ts';
import { Behind } from './lastSigned.ts';
import { Malformed } from './ledger/note.ts';
import { WrongSigner } from './ledger/seal.ts';
import { CannotListen, cannotListen } from './listen.ts';
import { faultOf, type Log } from './log.ts';
import { NotSetUp } from './notSetUp.ts';
import { noMail } from './posting.ts';
import { WrongSecret } from './register/googleSecrets.ts';
import { DraftLanguage, UnknownLanguage } from './register/languages.ts';
import { SiteConflict } from './register/siteChange.ts';
import { WrongKey } from './register/siteKeys.ts';
import { setUpDemoStaff, setUpSite, WrongSite } from './siteSetUp.ts';
import { Refused } from './staffCall.ts';
import { ThreadEnded } from './store/conversation.ts';
import { Unreadable } from './store/libsql.ts';
import { Locked } from './store/lock.ts';
import { UnfitServer } from './store/postgres/server.ts';
import { NoDatabase } from './store/reader.ts';
import { Away } from './store/store.ts';

/** Errors that are sentences for whoever starts it, not faults of ours. */
const sentences = [
  WrongSetting,
  CannotListen,
  Locked,
  NotSetUp,
  WrongSite,
  SiteConflict,
  UnknownLanguage,
  DraftLanguage,
  WrongKey,
  WrongSecret,
  Unreadable,
  Away,
  UnfitServer,
  Behind,
  WrongSigner,
  NoDatabase,
  Refused,
  Malformed,
  ThreadEnded,
  BadBackup,
  NoJournal,
  SyntaxError,
];

/** A path that was given is missing, a folder, or not ours to read. */
const isWrongPath = (error: unknown): boolean =>
  ['ENOENT', 'EISDIR', 'EACCES', 'EEXIST', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');

/** Ends the process: with a sentence where there is one, with the stack where it is our fault. */
export const fail = (error: unknown): never => {
  const said = sentences.some((kind) => error instanceof kind) || isWrongPath(error);
  console.error(said ? (error as Error).message : faultOf(error).stack);
  process.exit(1);
};

/** What starts something on a port, its failure said as the collector says its own. */
export const orSentence = <T>(starting: Promise<T>, port: number, setting: string): Promise<T> =>
  starting.catch((error: NodeJS.ErrnoException) => {
    throw error.syscall === 'listen' ? cannotListen(port, setting, error) : error;
  });

/** Closes once on SIGTERM or SIGINT; a second signal does not wait. */
export const stopOnSignal = (close: () => Promise<unknown>): void => {
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      close().then(
        () => process.exit(0),
        (error: unknown) => fail(error),
      );
    });
  }
};

/** Ends the process on a fault that nobody caught, said as all others are: Node would print what hangs on it as well. */
export const endOnFault = (log: Log): void => {
  process.on('uncaughtException', (fault) => {
    const { name, stack } = faultOf(fault);
    log('error', 'fatal', fault instanceof ThreadEnded ? fault.message : stack, { name });
    process.exit(1);
  });
};

export { noMail, open, readSettings, setUpDemoStaff, setUpSite };

/** Runs the collector alone, for an owner: no demo, no demo data, Google's real hosts. */
export const serve = async (built: string): Promise<void> => {
  const settings = readSettings(process.env);
  const collector = await open(settings);
  stopOnSignal(async () => {
    await collector.close();
    if (settings.log === 'json') collector.log('info', 'stopped', 'Stopped: what was taken is kept.');
  });
  endOnFault(collector.log);
  const { publicUrl, staffUrl } = await collector.serve(built).catch(async (error: unknown) => {
    await collector.close();
    throw error;
  });
  collector.announce();
  const { log } = collector;
  log('info', 'serving', `Visitors:      ${publicUrl}\nStaff:         ${staffUrl}`, { publicUrl, staffUrl });
  if (existsSync(collector.administratorKey)) {
    chmodSync(collector.administratorKey, 0o600);
    log('info', 'administrator-key', `Administrator: the key is in ${collector.administratorKey}`);
  }
  if (!settings.mail) log('info', 'no-mail', noMail);
  if (!settings.encryptionKey && !settings.server) log('info', 'not-encrypted', plainText);
};

/** Said at every start without a key. */
export const plainText = 'The database is not encrypted: set LUPA_ENCRYPTION_KEY_FILE to encrypt a new one.';

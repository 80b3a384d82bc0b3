/** The command line: `npx lupa serve`, `npx lupa site`. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { addressOf, type Collector, open } from './app.ts';
import { backupCommand, rekeyCommand, restoreCommand } from './backupCommands.ts';
import { toBase64url } from './bytes.ts';
import { readSettings } from './env.ts';
import { evidenceCommand } from './evidenceCommand.ts';
import { googleCommand } from './googleCommands.ts';
import { ledgerCommand } from './ledgerCommands.ts';
import { fail, serve } from './main.ts';
import { pinLoader } from './pinned.ts';
import { listControllers } from './register/controllers.ts';
import { addSigningKey, type PublicJwk } from './register/siteKeys.ts';
import { findSite, listSites, type Site } from './register/sites.ts';
import { registerCommand } from './registerCommands.ts';
import { setUpSite, WrongSite } from './siteSetUp.ts';
import { staffCommand } from './staffCommands.ts';
import { wordList } from './words.ts';

const usage = `Usage: lupa COMMAND

  serve                     run the collector (settings: LUPA_… variables, see docs/operating.md)
  site add NAME SETTINGS [CONTROLLER]
                            make a site from a JSON file, of a customer company by its number; prints the site's secret once
  site change NAME SETTINGS change it; people are asked again only where more is asked for
  site key SITE ID JWK      accept tie tokens signed with this key: an Ed25519 public key as a JWK file
  site list                 the sites
  site loader SITE          write the site's loader to a file that never changes, for you to host; prints its tag
  controller add NAME CONTACT ADMINISTRATOR EMAIL
                            make a customer company, the controller of its own people; prints its administrator's token once
  controller enrol NUMBER   another token for them, while nobody may act there yet
  controller list           the controllers
  staff add NAME ROLE [EMAIL]
                            make a member of staff: marketing, support, data_protection_officer, auditor or administrator
  staff commit ID [UNTIL]   record their commitment to confidentiality, without which they may do nothing
  staff enrol ID            a token by which they choose password and authenticator, once, within a day
  staff end ID              end a member of staff, with keys and sessions
  staff list                the staff
  enrol                     choose your password by such a token
  key add NAME [read|all [STAFF]]
                            make a key, yours or another's; prints it once
  key rotate KEY [HOURS]    a new key in the place of another, which goes on for so long
  key end KEY, key list     end one at once; the keys
  google secret SITE [FILE] keep the API secret of Google's Measurement Protocol, from a file or standard input
  google forget SITE        forget it: nothing is sent to Google any more
  google check SITE         send one event to where Google only checks it, and print what Google says
  verify [--checkpoint FILE]… [--key KEY]
                            check every ledger, also of a running collector; name what was done to it (docs/ledger.md)
  ledger export FOLDER      the sealed ledgers as tiles and checkpoints, for tools/verify-ledger.mjs
  ledger rotate-key         another key signs from now on, announced by the old one
  ledger declare-epoch WHY  after a restore: says in the ledger that rows may be lost, and why
  evidence --controller N --out FOLDER
                            what an auditor checks without the collector: ledger, access log, statements, with digests
  backup FILE               write an encrypted backup, while the collector runs or not (docs/backup.md)
  restore FILE              put a backup back: checked, and with what was withdrawn and erased since done again
  rekey FILE                put the database under the key in this file
  find BY VALUE --reason WHY
                            persons by email, phone, name, userName, company, licenceKey, visitor or receipt
  list|get|make|edit NOUN … rows of the register: persons, organisations, licences, … (docs/register.md)
  import NOUN FILE --source KIND [--run yes]
                            checks a file of rows, and reads it in when told to
  export NOUN FILE --reason WHY
                            all rows, as your key sees them, as CSV or JSON Lines
  words LANGUAGE            the default words of a language as visitors read them: to approve a draft, or to choose your own

Stop the collector before you change a site or a ledger, restore or rekey; "site loader", "controller", "staff", "key" and
"enrol" ask the running one.`;

/** A public id that cannot be guessed from the name, and is never used again. */
const newPublicId = (name: string): string => {
  if (!/^[a-z][a-z0-9-]{0,31}$/.test(name)) {
    throw new WrongSite('A name is a lower-case letter and up to 31 of a-z, 0-9 and -.');
  }
  return `${name}-${randomBytes(5).toString('hex')}`;
};

const json = (file: string): unknown => {
  const text = readFileSync(file, 'utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new WrongSite(`${file} is not JSON: ${(error as Error).message}`);
  }
};

/** What can be done with sites, and how many words each takes. */
const verbs: Record<
  string,
  { words: number; most?: number; run: (collector: Collector, words: readonly string[]) => Promise<void> }
> = {
  list: {
    words: 0,
    run: async ({ store, operator }) => {
      for (const controller of await listControllers(store)) {
        const whose = controller === operator.id ? '' : `  controller ${controller}`;
        for (const { publicId, version, changed } of await listSites(store, controller))
          console.log(`${publicId}  version ${version}  ${new Date(changed).toISOString()}${whose}`);
      }
    },
  },
  add: {
    words: 2,
    most: 3,
    run: async (collector, [name = '', file = '', number]) => {
      const publicId = newPublicId(name);
      const secret = toBase64url(randomBytes(32));
      const controller = number === undefined ? collector.operator.id : Number(number);
      await setUpSite(collector, { publicId, settings: json(file), secret, controller });
      console.log(`Site: ${publicId}\nSecret of its server (shown only now): ${secret}`);
    },
  },
  change: {
    words: 2,
    run: async (collector, [publicId = '', file = '']) => {
      const { controller } = await known(collector, publicId);
      await setUpSite(collector, { publicId, settings: json(file), controller });
      console.log(`Changed: ${publicId}`);
    },
  },
  key: {
    words: 3,
    run: async (collector, [publicId = '', keyId = '', file = '']) => {
      const site = await known(collector, publicId);
      await addSigningKey(collector.store, site, keyId, json(file) as PublicJwk, collector.world.clock());
      console.log(`Tie tokens with the key id "${keyId}" are accepted from now on.`);
    },
  },
};

/** The site, or a sentence. */
const known = async ({ store }: Collector, publicId: string): Promise<Site> => {
  const site = await findSite(store, publicId);
  if (!site) throw new WrongSite('There is no such site: "lupa site list" shows them.');
  return site;
};

const siteCommand = async ([verb = '', ...words]: readonly string[]): Promise<boolean> => {
  if (verb === 'loader' && words.length === 1) {
    // Of the running collector, which keeps the data folder for itself.
    const { host, port, publicUrl } = readSettings(process.env);
    const { name, tag } = await pinLoader(publicUrl ?? addressOf(host, port), words[0] ?? '');
    console.log(`Written: ${name}\n${tag}`);
    return true;
  }
  const chosen = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (!chosen || words.length < chosen.words || words.length > (chosen.most ?? chosen.words)) return false;
  const collector = await open(readSettings(process.env));
  try {
    await chosen.run(collector, words);
  } finally {
    await collector.close();
  }
  return true;
};

/** Runs one command; what goes wrong is said in a sentence. */
export const run = async (words: readonly string[], built: string): Promise<void> => {
  const [command, ...rest] = words;
  try {
    if (command === 'serve' && rest.length === 0) return await serve(built);
    if (await ledgerCommand(words)) return;
    if (await evidenceCommand(words)) return;
    if (await staffCommand(words)) return;
    if (command === 'google' && (await googleCommand(rest))) return;
    if (await registerCommand(words)) return;
    if (command === 'site' && (await siteCommand(rest))) return;
    if (command === 'backup' && rest.length === 1)
      return backupCommand(readSettings(process.env), rest[0] as string);
    if (
      command === 'restore' &&
      (rest.length === 1 || (rest.length === 2 && rest[1] === '--journal-as-it-is'))
    )
      return await restoreCommand(readSettings(process.env), rest[0] as string, rest.length === 2);
    if (command === 'rekey' && rest.length === 1)
      return rekeyCommand(readSettings(process.env), rest[0] as string);
    if (command === 'words' && rest.length === 1) return console.log(wordList(rest[0] as string));
    console.error(usage);
    process.exitCode = 2;
  } catch (error) {
    fail(error);
  }
};

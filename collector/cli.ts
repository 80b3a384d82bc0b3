/** The command line: `npx lupa serve`, `npx lupa site`. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { open } from './app.ts';
import { toBase64url } from './bytes.ts';
import { readSettings } from './env.ts';
import { fail, serve } from './main.ts';
import { listSites } from './register/sites.ts';
import { setUpSite } from './siteSetUp.ts';

const usage = `Usage: lupa COMMAND

  serve                     run the collector (settings: LUPA_… variables, see docs/operating.md)
  site add NAME SETTINGS    make a site from a JSON file; prints the site's secret once
  site change NAME SETTINGS change it; people are asked again only where more is asked for
  site list                 the sites

Stop the collector before you change a site.`;

/** A public id that cannot be guessed from the name, and is never used again. */
const newPublicId = (name: string): string => {
  if (!/^[a-z][a-z0-9-]{0,31}$/.test(name))
    throw new Error('A name is a lower-case letter and up to 31 of a-z, 0-9, -.');
  return `${name}-${randomBytes(5).toString('hex')}`;
};

const site = async ([verb, name = '', file = '']: readonly string[]): Promise<void> => {
  const collector = await open(readSettings(process.env));
  try {
    if (verb === 'list') {
      for (const one of await listSites(collector.store, collector.operator.id)) {
        console.log(`${one.publicId}  version ${one.version}  ${new Date(one.changed).toISOString()}`);
      }
      return;
    }
    const settings: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const publicId = verb === 'add' ? newPublicId(name) : name;
    const secret = toBase64url(randomBytes(32));
    await setUpSite(collector, { publicId, settings, ...(verb === 'add' && { secret }) });
    console.log(`Site: ${publicId}`);
    if (verb === 'add') console.log(`Secret of its server (shown only now): ${secret}`);
  } finally {
    await collector.close();
  }
};

/** Runs one command; what goes wrong is said in a sentence. */
export const run = async (words: readonly string[], built: string): Promise<void> => {
  const [command, ...rest] = words;
  try {
    if (command === 'serve' && rest.length === 0) return await serve(built);
    const sound =
      rest[0] === 'list' ? rest.length === 1 : /^(add|change)$/.test(rest[0] ?? '') && rest.length === 3;
    if (command === 'site' && sound) return await site(rest);
    console.error(usage);
    process.exitCode = 2;
  } catch (error) {
    fail(error);
  }
};

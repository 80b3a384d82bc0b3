/** The collector's own modules, bundled for a benchmark that works below the wire: store, ledger, register. */
import { cpSync, rmSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = `${root}dist/bench`;

const entry = `
  export { openLibsql } from './collector/store/libsql.ts';
  export { openPostgres } from './collector/store/postgres/postgres.ts';
  export { startCluster } from './test/support/postgres.ts';
  export { sql, statement } from './collector/store/store.ts';
  export { makeOperator } from './collector/register/controllers.ts';
  export { saveSite } from './collector/register/siteChange.ts';
  export { ingest } from './collector/register/ingest.ts';
  export { makeNotice } from './collector/register/notice.ts';
  export { consentsOf } from './collector/register/consents.ts';
  export { decisionsOf } from './collector/register/pastDecisions.ts';
  export { visitorOf } from './collector/register/visitor.ts';
  export { eraseDecision } from './collector/ledger/decisions.ts';
  export { sealer } from './collector/ledger/sealer.ts';
  export { publicKeyOf } from './collector/ledger/note.ts';
  export { verifyAll } from './collector/ledger/verify/verify.ts';
  export { openReader } from './collector/store/reader.ts';
  export { journalIn } from './collector/backup/journal.ts';
  export { nameKey } from './collector/register/email.ts';
  export { licenceKeyKey, userNameKey } from './collector/register/compared.ts';
  export { lookUp } from './collector/register/lookUp.ts';
  export { personsByCompany, personsByEmail, personsByPhone, personsByVisitor } from './collector/register/lookups.ts';
  export { personsByLicenceKey, personsByUserName } from './collector/register/otherLookups.ts';
  export { searchByName } from './collector/register/search.ts';
  export { indexed } from './collector/register/words.ts';
  export { keepVisit } from './collector/register/visits.ts';
  export { eraseVisitor } from './collector/rights/erase.ts';
  export { night } from './collector/rights/night.ts';
  export { rollUp } from './collector/statistics/rollUp.ts';
  export { readStatistics } from './collector/statistics/read.ts';
  export { addCount } from './collector/statistics/count.ts';
  export { keeping, keptEvent } from './test/support/events.ts';
  export { siteSettings } from './shared/site.ts';
  export { testSettings } from './test/support/site.ts';
  export { parse } from 'valibot';
`;

/** Bundles and loads them. Packages stay outside: they are those of the checkout. */
export const product = async () => {
  const how = {
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  };
  await build({
    ...how,
    stdin: { contents: entry, resolveDir: root, loader: 'ts' },
    outfile: `${folder}/product.mjs`,
  });
  await build({
    ...how,
    entryPoints: [`${root}collector/store/thread.ts`],
    outfile: `${folder}/thread.js`,
  });
  rmSync(`${folder}/migrations`, { recursive: true, force: true });
  cpSync(`${root}collector/store/migrations`, `${folder}/migrations`, { recursive: true });
  return import(pathToFileURL(`${folder}/product.mjs`).href);
};

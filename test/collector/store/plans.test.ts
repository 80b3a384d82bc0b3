/** How libSQL finds what each statement asks for: none reads a whole controller for one visitor or one person. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connect } from '../../../collector/store/connection.ts';
import { openLibsql } from '../../../collector/store/libsql.ts';
import { statements } from '../../../collector/store/sql.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { noon } from '../../support/world.ts';

const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(process.cwd(), folder, name));

/** The statements that go through all rows of a controller in a table, with the table, as the planner says. */
const throughAll = async (growing: readonly string[]): Promise<string[]> => {
  const file = join(temporaryFolder(), 'plans.db');
  // As the collector opens it; a new connection knows what the planner was told.
  const store = await openLibsql({ file, clock: () => noon });
  const libsql = connect({ file });
  for (const folder of [
    'ledger',
    'register',
    'duties',
    'rights',
    'statistics',
    'messages',
    'backup',
    'duties',
  ])
    for (const one of sources(`collector/${folder}`)) await import(one);
  const found = statements().flatMap((one) => {
    const nothing = Object.fromEntries(one.names.map((name) => [name, null]));
    const plan = libsql.run({ ...one, text: `explain query plan ${one.text}` }, nothing);
    const aliases = new Map(
      [...one.text.matchAll(/(?:from|join|into|update)\s+(\w+)(?:\s+(?:as\s+)?(\w+))?/g)].flatMap(
        ([, table = '', alias = '']) => [
          [table, table],
          [alias, table],
        ],
      ),
    );
    return (plan as { detail: string }[]).flatMap(({ detail }) => {
      const named = /^(?:SCAN (\w+)|SEARCH (\w+) USING .*\(controller_id=\?\))$/.exec(detail);
      // A view that is made first is everybody's rows, whatever is asked of it.
      const made = /^(?:MATERIALIZE|CO-ROUTINE) (\w+_\w+)$/.exec(detail)?.[1];
      if (made) return [`${made}: ${one.text.trim().replaceAll(/\s+/g, ' ')}`];
      const name = named?.[1] ?? named?.[2];
      const table = name && (aliases.get(name) ?? name).replace(/^(?:usable|suppressed)_/, '');
      return table && growing.includes(table) ? [`${table}: ${one.text.trim().replaceAll(/\s+/g, ' ')}`] : [];
    });
  });
  libsql.close();
  await store.close();
  return found;
};

/** In the reader's thread once a minute, and while nobody uses the data. */
const inTheBackground = [
  /^messages: update messages set state = 'dropped', ended = :now, problem = 'restored'/,
  /^analytics_events: select count\(\*\)/,
  // Only those that are still to be told are in its index.
  /^recipient_notices: select count\(\*\) as open/,
  /^analytics_events: select distinct e\.visitor_id/,
  /^analytics_events: delete from analytics_events where controller_id = :controller$/,
  // Once after a hold of everybody's was changed, in the night.
  /^unfinished_erasures: update unfinished_erasures set due = :now where controller_id = :controller$/,
];
const growing =
  'answers,visits,ties,persons,decisions,past_decisions,moved_visitors,ended_visitors,restricted_proofs,provenance,value_sources,access_log,analytics_events,day_visitors,counts,' +
  'accounts,relationships,licences,activations,misuse_flags,feedback,transactions,service_events,service_logs,messages,registrations,tokens,' +
  'unfinished_erasures,history,informing,organisations,permissions,address_marks,suppressions,unsubscriptions,permission_requests,requests,' +
  'recorded_acts,sharing_consents,disclosures,recipient_notices,incident_persons';

test('no statement goes through all that a controller has of visitors and persons, but in the background', async () => {
  const found = await throughAll(growing.split(','));
  expect(found.filter((one) => !inTheBackground.some((known) => known.test(one)))).toEqual([]);
  expect(found.length, 'the plans are looked at').toBeGreaterThanOrEqual(inTheBackground.length);
});

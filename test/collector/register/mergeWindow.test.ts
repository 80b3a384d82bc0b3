/** What is made for a person in the moment in which they are merged is never left behind. */
import { expect, test } from 'vitest';
import { fromUuid, toUuid } from '../../../collector/bytes.ts';
import { resources } from '../../../collector/http/nouns/nouns.ts';
import { importable } from '../../../collector/http/nouns/resource.ts';
import { importJob } from '../../../collector/imports/run.ts';
import { activate } from '../../../collector/register/activating.ts';
import { keepLines } from '../../../collector/register/logging.ts';
import { mergePersons } from '../../../collector/register/merge.ts';
import type { Store } from '../../../collector/store/store.ts';
import { sql } from '../../../collector/store/store.ts';
import { testCollector } from '../../support/collector.ts';
import { marketingOf } from '../../support/marketing.ts';

const collector = await testCollector();
const { call, store, world, needs } = collector;
const { person, permit } = marketingOf(collector);
const whose = sql`
  select person_id as person from permissions where controller_id = :controller
  union all select person_id as person from service_logs where controller_id = :controller
  union all select person_id as person from activations where controller_id = :controller`;
const ownedBy = async (one: string): Promise<number> =>
  (await store.read<{ person: Uint8Array | null }>(whose, { controller: 1 })).filter(
    ({ person: id }) => id && toUuid(id) === one,
  ).length;

/** The store, where something else happens just before the first write. */
const justBefore = (happens: () => Promise<unknown>): Store => {
  let has = false;
  return {
    ...store,
    write: async (statements, urgency) => {
      if (!has) {
        has = true;
        await happens();
      }
      return store.write(statements, urgency);
    },
  };
};
const mergeInto = (kept: string, merged: string, by = store) =>
  mergePersons(by, world, { controller: 1, home: 1, staff: 1 }, fromUuid(kept), fromUuid(merged));

test('a row that is made between reading and merging moves, and comes back when the merge is undone', async () => {
  const [kept, merged] = [await person(), await person()];
  const done = await mergeInto(
    kept,
    merged,
    justBefore(() => permit(merged)),
  );
  if (!('merge' in done)) throw new Error('It was not merged.');
  expect([await ownedBy(kept), await ownedBy(merged)]).toEqual([1, 0]);
  expect((await call('support', 'POST', `/v1/merges/${toUuid(done.merge)}/undo`)).status).toBe(204);
  expect([await ownedBy(kept), await ownedBy(merged)]).toEqual([0, 1]);
});

test('who was merged just before a line of a log, an activation or a row of a file is written gets none of it', async () => {
  const away = async () => {
    const [kept, merged] = [await person(), await person()];
    return { merged, store: justBefore(() => mergeInto(kept, merged)) };
  };
  const log = await away();
  const line = { person: log.merged, service: 's', line: 'l', address: null, at: world.clock() };
  expect(await keepLines(log.store, world, 1, [line])).toEqual({ kept: 0, leftOut: [0] });
  expect(await ownedBy(log.merged)).toBe(0);

  const device = await away();
  const licence = await call('administrator', 'POST', '/v1/licences', {
    product: 'ELMAS',
    licenceKey: 'KEY-1',
    seats: 1,
    validFrom: '2026-01-01',
    person: await person(),
    source: { kind: 'person' },
  });
  expect([licence.status, licence.body.detail]).toEqual([201, undefined]);
  const told = { licenceKey: 'KEY-1', person: device.merged, device: 'd', address: null, at: world.clock() };
  expect(await activate(device.store, world, 1, told)).toEqual({ unknown: 'person' });
  expect(await ownedBy(device.merged)).toBe(0);

  const file = await away();
  const asked = { noun: 'permissions', form: 'jsonl', source: { kind: 'person' } };
  const { body } = await call('marketing', 'POST', '/v1/imports', asked);
  const row = {
    person: file.merged,
    recipient: 'consumer',
    channel: 'email',
    purpose: 'newsletter',
    wording: 'From the fair.',
    basis: 'consent',
    evidence: { document: 'list' },
  };
  await call('marketing', 'PUT', `/v1/imports/${body.id}/file`, JSON.stringify(row));
  await importJob(store, world, importable(resources(needs)))(() => false);
  await call('marketing', 'POST', `/v1/imports/${body.id}/run`);
  // The first write of a run says where its rows come from; the merge comes before the second.
  let writes = 0;
  const late: Store = {
    ...store,
    write: async (statements, urgency) => {
      writes += 1;
      return (writes === 2 ? file.store : store).write(statements, urgency);
    },
  };
  await importJob(late, world, importable(resources(needs)))(() => false);
  const { body: done } = await call('marketing', 'GET', `/v1/imports/${body.id}`);
  expect(done).toMatchObject({ state: 'done', made: 0 });
  expect(await ownedBy(file.merged)).toBe(0);
});

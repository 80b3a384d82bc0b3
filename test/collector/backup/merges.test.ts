/** R8, R58: merging never loses an objection, a restriction or a withdrawal; nor does a restore of a backup from before it. */
import { describe, expect, test } from 'vitest';
import { fromUuid } from '../../../collector/bytes.ts';
import { sql } from '../../../collector/store/store.ts';
import { testCollector } from '../../support/collector.ts';
import { marketingOf } from '../../support/marketing.ts';
import { restoringOf } from '../../support/restoring.ts';

const stands = sql`
  select case when objected is null then 0 else 1 end as objected, case when restricted is null then 0 else 1 end as restricted,
    case when merged_into is null then 0 else 1 end as merged
  from persons where controller_id = :controller and person_id = :person`;
const living = sql`
  select count(*) as many from live_permissions l
  where l.controller_id = :controller and l.channel = 'email'
    and not exists (
      select 1 from address_marks m
      join unsubscriptions u on u.controller_id = m.controller_id and u.mark = m.mark and u.purpose = l.purpose
      where m.controller_id = l.controller_id and m.person_id = l.person_id)`;

type Acts = { act: string }[];

const start = async () => {
  const collector = await testCollector();
  const { call, world, controller } = collector;
  const key = { controller: controller.id };
  return {
    ...collector,
    ...marketingOf(collector),
    ...(await restoringOf(collector)),
    merge: async (kept: string, merged: string) => {
      const { status, body } = await call('administrator', 'POST', `/v1/persons/${kept}/merge`, { merged });
      expect(status).toBe(201);
      world.pass(1000);
      return String(body['merge']);
    },
    undo: (merge: string) => call('support', 'POST', `/v1/merges/${merge}/undo`),
    object: async (id: string) => {
      expect((await call('support', 'POST', `/v1/persons/${id}/objection`)).status).toBeLessThan(300);
      world.pass(1000);
    },
    restrict: (id: string) =>
      call('data_protection_officer', 'POST', `/v1/persons/${id}/restriction`, { reason: 'accuracy' }),
    end: (id: string) => call('support', 'POST', `/v1/permissions/${id}/end`, { how: 'withdrawn' }),
    stand: async (store: typeof collector.store, id: string) =>
      (await store.read(stands, { ...key, person: fromUuid(id) }))[0],
    written: async (store: typeof collector.store) =>
      (await store.read<{ many: number }>(living, key))[0]?.many,
  };
};

describe('a backup from before a merge that is restored', () => {
  test('is merged again, and undone as it was then', async () => {
    const { person, merge, undo, backUp, stand } = await start();
    const [kept, merged, one, two] = [await person(), await person(), await person(), await person()];
    const putBack = backUp();
    const done = await merge(kept, merged);
    expect((await undo(await merge(one, two))).status).toBe(204);
    const { store, desk, done: restored } = await putBack();
    expect(restored).toMatchObject({ merges: 3, strangers: 0 });
    expect(await stand(store, merged)).toMatchObject({ merged: 1 });
    expect(await stand(store, two)).toMatchObject({ merged: 0 });
    const key = await desk.enter(1, 'support');
    const officer = await desk.enter(1, 'data_protection_officer');
    const acts = async (id: string) =>
      ((await desk.as(officer)('GET', `/v1/persons/${id}/access`)).body['recordedActs'] as Acts).map(
        ({ act }) => act,
      );
    const made = 'record-made';
    // What the backup had, and what was done again.
    expect(await acts(kept)).toEqual([made, made, 'persons-merged']);
    expect(await acts(two)).toEqual([made, 'persons-merged', 'merge-undone']);
    expect((await desk.as(key)('POST', `/v1/merges/${done}/undo`)).status).toBe(204);
    expect(await stand(store, merged)).toMatchObject({ merged: 0 });
    expect(await acts(merged)).toEqual([made, 'persons-merged', 'merge-undone']);
  });

  test('keeps an objection and a restriction that a merge carried, whichever half had it and whichever is kept', async () => {
    const { person, merge, object, restrict, backUp, stand } = await start();
    const pairs: [string, string][] = [];
    for (let pair = 0; pair < 2; pair += 1) pairs.push([await person(), await person()]);
    await object(pairs[0]?.[1] ?? '');
    const putBack = backUp();
    await restrict(pairs[1]?.[0] ?? '');
    for (const [kept, merged] of pairs) await merge(kept, merged);
    const { store } = await putBack();
    expect(await stand(store, pairs[0]?.[0] ?? '')).toMatchObject({ objected: 1 });
    expect(await stand(store, pairs[1]?.[0] ?? '')).toMatchObject({ restricted: 1 });
  });

  test('where it knows one half alone, that half has what the one person said, before the merge and after it', async () => {
    const { person, permit, merge, object, restrict, end, backUp, stand, written } = await start();
    const old = [await person(), await person(), await person(), await person(), await person()];
    const [before, after, restricted, withdrew, chained] = old as [string, string, string, string, string];
    for (const one of old) await permit(one);
    const putBack = backUp();
    const late = async () => {
      const one = await person();
      return { one, permission: await permit(one) };
    };
    const news = [await late(), await late(), await late(), await late(), await late(), await late()];
    const [first, second, third, fourth, fifth, sixth] = news.map(({ one }) => one) as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    await object(first);
    await merge(before, first);
    await merge(second, after);
    await object(second);
    await merge(third, restricted);
    await restrict(third);
    await merge(fourth, withdrew);
    await end(news[3]?.permission ?? '');
    await merge(fifth, chained);
    await merge(sixth, fifth);
    await object(sixth);
    const { store, done } = await putBack();
    expect(done.strangers).toBe(6);
    for (const one of [before, after, chained])
      expect(await stand(store, one), one).toMatchObject({ objected: 1 });
    expect(await stand(store, restricted)).toMatchObject({ restricted: 1 });
    expect(await written(store)).toBe(0);
  });

  test('says nothing of the one after the two were parted', async () => {
    const { person, merge, undo, object, backUp, stand } = await start();
    const kept = await person();
    const putBack = backUp();
    const late = await person();
    expect((await undo(await merge(late, kept))).status).toBe(204);
    await object(late);
    expect(await stand((await putBack()).store, kept)).toMatchObject({ objected: 0 });
  });
});

test('undone, what the one person wanted no more of is wanted at neither address', async () => {
  const { person, permit, merge, undo, end, store, written, world } = await start();
  const [kept, merged] = [await person(), await person()];
  const permission = await permit(kept);
  await permit(merged);
  const done = await merge(kept, merged);
  world.pass(1000);
  await end(permission);
  expect((await undo(done)).status).toBe(204);
  expect(await written(store)).toBe(0);
});

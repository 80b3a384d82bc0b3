/** R55-R58: a request that was acknowledged after the backup is there after its restore, as far as it was worked on. */
import { describe, expect, test } from 'vitest';
import { forgetInJournal } from '../../../collector/backup/forget.ts';
import { readJournal } from '../../../collector/backup/lines.ts';
import { openEntry } from '../../../collector/ledger/journalEntry.ts';
import { findToken } from '../../../collector/register/tokens.ts';
import { askingOf } from '../../support/asking.ts';
import { testCollector } from '../../support/collector.ts';
import { marketingOf } from '../../support/marketing.ts';
import { restoringOf } from '../../support/restoring.ts';
import { day } from '../../support/world.ts';

const start = async () => {
  const collector = await testCollector();
  return {
    ...collector,
    ...marketingOf(collector),
    ...askingOf(collector),
    ...(await restoringOf(collector)),
  };
};
const the = await start();
const { ask, letters, link, send, proven, find, act, call, world, person, journal } = the;
const { controller } = the;
const newest = async (template: string, to: string) => link((await letters(template, to)).at(-1));
const tokenOf = (path: string) => path.split('/').at(-1) ?? '';
const say = { name: 'Nimi Kanaria', details: 'salaista', language: 'en' };

/** What staff would see, whole: but for the versions, which count writes. */
const wholeOf = async (reference: string): Promise<Record<string, unknown>> => {
  const { id } = await find(reference);
  const { body } = await call('data_protection_officer', 'GET', `/v1/requests/${id}`);
  return { ...body, version: 0 };
};

describe('a backup from before that is restored', () => {
  test('has every request since, each as it stands: waiting, proven, begun, extended, joined, mended, reopened, with its fee', async () => {
    const fee = { amount: 3050, currency: 'EUR', basis: 'An hour of work' };
    expect(
      (await call('administrator', 'PUT', '/v1/controller-details', { requestFee: fee }, { 'if-match': '*' }))
        .status,
    ).toBe(200);
    for (const name of ['a', 'b', 'c', 'd']) await person({ email: `${name}@example.fi` });
    const putBack = the.backUp();
    world.pass(1000);
    const waiting = (await ask({ kind: 'access', email: 'new@example.fi', ...say })).reference;
    const begun = await proven({ kind: 'access', email: 'a@example.fi', ...say });
    await act((await find(begun)).id, 'start');
    await act((await find(begun)).id, 'extension', { reason: 'Kaksi järjestelmää.' });
    const joined = await proven({ kind: 'access', email: 'a@example.fi', ...say });
    const entered = await call('support', 'POST', '/v1/requests', {
      kind: 'rectification',
      way: 'letter',
      email: 'mistypd@example.fi',
      received: new Date(world.clock() - 10 * day).toISOString(),
      ...say,
    });
    await act(entered.body.id, 'identity', { person: null, note: 'passport seen' });
    await act(entered.body.id, 'address', { email: 'mistyped@example.fi', note: 'called back' });
    const refused = await proven({ kind: 'erasure', email: 'b@example.fi', ...say });
    await act((await find(refused)).id, 'refusal', { ground: 'law', reason: 'Laki.' });
    await act((await find(refused)).id, 'reopening', { cause: 'complaint', note: '123/2026' });
    const paid = await proven({ kind: 'access', email: 'c@example.fi', ...say });
    await act((await find(paid)).id, 'fee', { ground: 'excessive', reason: 'Toistuva.' });
    await act((await find(paid)).id, 'fee/settlement', { how: 'paid' });
    const answered = await proven({ kind: 'access', email: 'd@example.fi', ...say });
    await act((await find(answered)).id, 'answer', { note: 'Ole hyvä.' });
    const path = await newest('request_confirm', 'new@example.fi');
    const answer = await newest('request_answer', 'd@example.fi');
    const before: Record<string, unknown>[] = [];
    const references = [waiting, begun, joined, String(entered.body['reference']), refused, paid, answered];
    for (const reference of references) before.push(await wholeOf(reference));
    const again = await putBack();
    expect(again.done).toMatchObject({ strangers: 0 });
    const officer = again.desk.as(await again.desk.enter(controller.id, 'data_protection_officer'));
    const { body } = await officer('GET', '/v1/requests');
    const after: Record<string, unknown>[] = [];
    for (const reference of references) {
      const row = body.items.find((one) => one['reference'] === reference);
      const { body: one } = await officer('GET', `/v1/requests/${row?.['id']}`);
      after.push({ ...one, version: 0 });
    }
    expect(after).toEqual(before);
    // The links in the letters hold.
    const now = world.clock();
    expect(await findToken(again.store, tokenOf(path), 'request', now)).toMatchObject({ used: null });
    expect(await findToken(again.store, tokenOf(answer), 'answer', now)).toMatchObject({ used: null });
  });

  test('brings back nobody who was forgotten; and the journal forgets them, once its month is over', async () => {
    const email = 'forget.me@example.fi';
    const { reference } = await ask({ kind: 'access', email, ...say });
    const kept = await proven({ kind: 'access', email: 'kept@example.fi', ...say });
    await send(await newest('request_confirm', 'kept@example.fi'), {});
    await act((await find(reference)).id, 'withdrawal');
    expect(await find(reference)).toMatchObject({ state: 'withdrawn', email: null });
    await the.carry();
    const said = () =>
      JSON.stringify(readJournal(journal)?.lines.map(({ content }) => openEntry(world, content)));
    expect(said(), 'told, under its key').toContain(email);
    expect(await forgetInJournal(journal, the.store, world), 'the month runs').toBe(0);
    world.pass(31 * day);
    expect(await forgetInJournal(journal, the.store, world)).toBeGreaterThan(0);
    expect(said()).not.toContain(email);
    expect(said()).toContain(reference);
    expect(said()).toContain('kept@example.fi');
    expect(await find(kept)).toMatchObject({ state: 'verified' });
    expect(await forgetInJournal(journal, the.store, world), 'once').toBe(0);
    expect(readJournal(journal)).toMatchObject({ unreadable: 0 });
  });
});

test('nothing of all this was a fault of ours', () => {
  expect(the.faults).toEqual([]);
});

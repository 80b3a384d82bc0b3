/** R45, R46: before the agreement or the transfer tool of a recipient ends staff hear of it, once; also over a restart. */
import { expect, test } from 'vitest';
import { deadlines } from '../../../collector/deadlines.ts';
import { remindOfGrounds } from '../../../collector/duties/groundsEnding.ts';
import { recipientWords } from '../../../collector/messages/mail/words/recipients/words.ts';
import type { Due } from '../../../collector/metrics/due.ts';
import { testCollector } from '../../support/collector.ts';
import { marketingOf } from '../../support/marketing.ts';
import { day } from '../../support/world.ts';

const collector = await testCollector();
const { call, world, store, restart } = collector;
const { queued } = marketingOf(collector);
const officer = (method: string, path: string, body?: object) =>
  call('data_protection_officer', method, path, body, method === 'PATCH' ? { 'if-match': '*' } : {});
const inDays = (days: number) => new Date(world.clock() + days * day).toISOString();
const letters = async () =>
  (await queued()).filter(({ template }) => template === 'recipient_reminder').map(({ body }) => body);
const enter = async (more: object) => {
  const made = await officer('POST', '/v1/recipients', {
    ...{
      role: 'processor',
      country: 'FI',
      contact: 'x@example.fi',
      purposes: ['billing'],
      categories: ['contact'],
    },
    ...more,
  });
  expect(made.status).toBe(201);
  return made.body.id;
};
let counted: () => Promise<Due> = async () => ({ open: {}, overdue: {} });
deadlines(
  store,
  world,
  'https://collector.example',
  {
    watchDue: (due) => {
      counted = due;
    },
  },
  // What is counted is asked here; nothing runs by itself.
  () => ({ stop: async () => {} }),
);
const counts = async () => {
  const { open, overdue } = await counted();
  return [open['recipient-grounds'], overdue['recipient-grounds']];
};

test('thirty days before, one letter to each who answers; in the metrics until it is renewed or given up', async () => {
  const billing = await enter({
    ...{ name: 'Laskutus Oy', agreement: 'DPA 1', agreementFrom: inDays(-100), agreementUntil: inDays(60) },
  });
  await enter({ name: 'Ikuinen Oy', agreement: 'DPA 2', agreementFrom: inDays(-100) });
  const survey = await enter({
    ...{ name: 'Survey Inc', role: 'third_party', country: 'US', tool: 'scc', sccModule: 1 },
    ...{ toolReference: 'SCC 3', toolDate: inDays(-10), toolUntil: inDays(40) },
  });
  expect(await remindOfGrounds(store, world)).toBe(0);
  expect(await counts()).toEqual([0, 0]);
  world.pass(11 * day);
  expect(await remindOfGrounds(store, world)).toBe(1);
  await restart();
  expect(await remindOfGrounds(store, world)).toBe(0);
  const [first] = await letters();
  expect(first?.subject).toBe('Päättyy pian: luovutukset vastaanottajalle Survey Inc');
  expect(first?.text).toMatch(/Siirtoperuste[\s\S]*1\. tammikuuta 2027[\s\S]*ei hyväksytä/);
  expect(await counts()).toEqual([1, 0]);
  // Past the end, also where nobody ran in between; what is over is not told a second time.
  world.pass(50 * day);
  expect(await remindOfGrounds(store, world)).toBe(1);
  expect((await letters()).map(({ subject }) => subject)).toContain(
    'Päättynyt: luovutukset vastaanottajalle Laskutus Oy',
  );
  expect(await counts()).toEqual([2, 2]);
  await restart();
  expect(await remindOfGrounds(store, world)).toBe(0);
  // Renewed, its next end is told of anew; given up, it is nobody's clock any more.
  await officer('PATCH', `/v1/recipients/${billing}`, { agreementUntil: inDays(31) });
  await officer('PATCH', `/v1/recipients/${survey}`, { ended: inDays(0) });
  expect(await counts()).toEqual([0, 0]);
  world.pass(2 * day);
  expect(await remindOfGrounds(store, world)).toBe(1);
  expect(await remindOfGrounds(store, world)).toBe(0);
  expect(await letters()).toHaveLength(3);
  expect(await counts()).toEqual([1, 0]);
});

test('agreement and tool of one recipient that end together are one letter', async () => {
  await enter({
    ...{
      name: 'Pilvi Inc',
      country: 'US',
      agreement: 'DPA 3',
      agreementFrom: inDays(-1),
      agreementUntil: inDays(9),
    },
    ...{ tool: 'scc', sccModule: 2, toolReference: 'SCC 4', toolDate: inDays(-1), toolUntil: inDays(9) },
  });
  expect(await remindOfGrounds(store, world)).toBe(1);
  const told = (await letters()).filter(({ subject }) => subject.includes('Pilvi Inc'));
  expect(told).toHaveLength(1);
  expect(told[0]?.text).toMatch(/Sopimus[\s\S]*Siirtoperuste/);
  for (const language of ['fi', 'sv', 'en']) {
    const { lines, subject } = recipientWords(language).ending('Pilvi Inc', [
      { what: 'agreement', day: 'D', isOver: false },
      { what: 'tool', day: 'D', isOver: true },
    ]);
    expect(lines).toHaveLength(3);
    expect(subject).toContain('Pilvi Inc');
  }
  expect(collector.faults).toEqual([]);
});

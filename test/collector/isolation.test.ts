/**
 * R3: two controllers that share e-mail addresses, names, keys, browsers and decision ids see nothing of each other, through
 * every operation of the API's own description. `LUPA_DEEP=1` makes it a hundred thousand calls.
 */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { findAffected } from '../../collector/duties/incidents/affected.ts';
import { tellPeople } from '../../collector/duties/incidents/people.ts';
import { remindOfIncidents } from '../../collector/duties/incidents/reminders.ts';
import { resources } from '../../collector/http/nouns/nouns.ts';
import { importJob } from '../../collector/imports/run.ts';
import { sendCampaigns } from '../../collector/messages/campaigns/sending.ts';
import { tidy } from '../../collector/messages/outbox/tidy.ts';
import { night } from '../../collector/rights/night.ts';
import { rollUp } from '../../collector/statistics/rollUp.ts';
import { catalogue, roles } from '../../collector/store/catalogue.ts';
import { type Sql, sql } from '../../collector/store/store.ts';
import { type Operation, operationsOf } from '../support/api.ts';
import { chance } from '../support/chance.ts';
import { testCollector } from '../support/collector.ts';
import { uuid } from '../support/decision.ts';
import {
  type Answered,
  callers,
  type Ids,
  ownIds,
  type Side,
  shared,
  sideOf,
} from '../support/twoControllers.ts';

const isDeep = process.env['LUPA_DEEP'] === '1';
const rounds = isDeep ? 100 : 3;
const callsARound = isDeep ? 1000 : 140;
const seed = Number(process.env['LUPA_SEED'] ?? 20261123);

/** What no customer's staff can do, or what holds nothing of anybody: each with its reason. */
const neverDone: Record<string, string> = {
  'POST /v1/controllers': 'the operator’s',
  'PATCH /v1/controllers/{number}': 'the operator’s',
  'POST /v1/controllers/{number}/enrolment': 'the operator’s',
  'GET /v1/records-of-processing/as-processor': 'the operator’s',
  'POST /v1/sign-in':
    'needs a code of the moment; staff.test.ts signs in at controllers that share an address',
  'POST /enrol': 'needs a form with a token; enrolPage.test.ts',
  'POST /enrol/confirmation': 'needs a form with a token; enrolPage.test.ts',
  'POST /v1/enrolment/confirmation': 'needs a code of the moment; staff.test.ts',
  'GET /v1/sign-in/oidc': 'no provider is set; oidc.test.ts',
  'GET /v1/sign-in/oidc/callback': 'no provider is set; oidc.test.ts',
  'POST /v1/enrolment/oidc': 'no provider is set; oidc.test.ts',
  'POST /s/{site}/registrations/confirm': 'needs a token that came by e-mail; registrationForm.test.ts',
  'GET /s/{site}/loader.js': 'the same for everybody',
  'GET /assets/{file}': 'the same for everybody',
  'POST /s/{site}/cookie': 'answers what the browser sent',
  'GET /ledger/{controller}/checkpoint': 'public',
  'GET /ledger/{controller}/keys': 'public',
  'GET /ledger/{controller}/tile/{tile}': 'public',
  'GET /receipts/{id}/proof': 'public, by the id of a decision that is known',
};

const collector = await testCollector();
const { world, store, needs } = collector;
const a = await sideOf(collector, 'kanaria-yksi');
const b = await sideOf(collector, 'kanaria-kaksi');
const other = (side: Side): Side => (side === a ? b : a);
const { call, send } = callers(collector);
const draw = chance(seed);
const importing = importJob(store, world, resources(needs));
const operations = (await operationsOf(needs)).filter(
  ({ path }) => !/^\/(metrics|ready|health|docs|openapi|\.well-known)/.test(path),
);
const named = ({ method, path }: Operation): string => `${method} ${path}`;
const reading = operations.filter(
  ({ method, path, listener }) => listener === 'staff' && method === 'GET' && !/access-log|oidc/.test(path),
);
const done = new Map<string, Set<number>>(operations.map((one) => [named(one), new Set()]));
/** What was last said to those that never succeeded. */
const said = new Map<string, string>();
const foreignTried = new Set<string>();

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** Ids that browsers bring: a browser may go to both. */
const common = new Set<string>(shared.decisions);

/** What an answer tells of the other side; nothing, one hopes. */
const tells = (side: Side, answer: Answered): string[] => {
  const { mark, seen } = other(side);
  const ids = [...answer.text.matchAll(uuids)].map(([id]) => id);
  return [
    ...(answer.text.toLowerCase().includes(mark) ? [mark] : []),
    ...ids.filter((id) => seen.has(id) && !side.seen.has(id) && !common.has(id)),
  ];
};
const found: string[] = [];
const watch = (what: string, side: Side, answer: Answered): void => {
  if (answer.status >= 500) found.push(`${what} was answered ${answer.status}: ${answer.text}`);
  for (const told of tells(side, answer)) found.push(`${what} told ${side.mark} ${told}: ${answer.text}`);
};

/** Which visitor ids the shared browsers have: the same at both. */
const learnBrowsers = async (): Promise<void> => {
  for (const side of [a, b])
    for (const key of shared.visitors) {
      const at = { listener: 'visitors', method: 'POST' } as const;
      const answer = await send(at, `/s/${side.site}/mine`, { v: 1, visitorKey: key }, {});
      for (const [id] of answer.text.matchAll(uuids)) if (answer.status === 200) common.add(id);
    }
};

/** With ids of the other, and with ids of nobody: the same answer, and never "not allowed". */
const asStranger = async (operation: Operation, side: Side): Promise<void> => {
  const same = draw(2 ** 30);
  let used = false;
  const nobody = new Map<string, string>();
  const ids = (foreign: boolean): Ids => {
    let asked = 0;
    return (folder) => {
      if (folder === 'number') return foreign ? String(other(side).number) : '4711';
      const theirs = (other(side).ids.get(folder) ?? [])
        // Numbers of staff are counted at each controller from one.
        .filter((id) => folder === 'digest' || id.includes('-'));
      asked += 1;
      const id = theirs[(same + asked) % theirs.length];
      if (id === undefined) return undefined;
      used ||= foreign;
      const none = nobody.get(id) ?? uuid();
      nobody.set(id, none);
      return foreign ? id : none;
    };
  };
  const needsNumber = operation.path.startsWith('/v1/controllers/');
  const [theirs, nobodys] = [
    await call(operation, side, chance(same), ids(true), { learning: false }),
    await call(operation, side, chance(same), ids(false), { learning: false }),
  ];
  if (!used && !needsNumber) return;
  const what = `${named(operation)} with an id of the other`;
  // What succeeded had none of them in it; the second time it may be there already.
  const accepted = [...nobody.keys()].filter((id) => theirs.status < 400 && theirs.text.includes(id));
  if (accepted.length > 0) found.push(`${what} was taken: ${theirs.text}`);
  if (theirs.status >= 400 && (theirs.status !== nobodys.status || theirs.text !== nobodys.text))
    found.push(`${what}: ${theirs.status} ${theirs.text}; of nobody: ${nobodys.status} ${nobodys.text}`);
  const isPath = operation.places.includes('id') || needsNumber;
  if (theirs.status === 404 || !isPath) foreignTried.add(named(operation));
  // What is wrong with the body may be said first; that there is such a row, never.
  const isSilent = [400, 404, 422].includes(theirs.status);
  if (isPath && operation.security === 'staff' && !isSilent && !neverDone[named(operation)])
    found.push(`${what}: ${theirs.status} instead of 404: ${theirs.text}`);
  if (theirs.text.toLowerCase().includes(other(side).mark)) found.push(`${what}: ${theirs.text}`);
};

const dumps: [string, Sql][] = Object.entries(catalogue)
  .filter(([, columns]) => 'controller_id' in columns)
  .map(([table]) => {
    const text = `select * from ${table} where controller_id = :controller`;
    return [table, sql([text] as unknown as TemplateStringsArray)];
  });

/** All rows of a controller, as one digest a table. */
const digests = async ({ number }: Side): Promise<Record<string, string>> =>
  Object.fromEntries(
    await Promise.all(
      dumps.map(async ([table, all]) => {
        const rows = (await store.read(all, { controller: number })).map((row) => JSON.stringify(row));
        return [table, createHash('sha256').update(rows.sort().join('\n')).digest('hex')] as const;
      }),
    ),
  );

/** What the side reads, the same questions each time. */
const answersTo = async (side: Side, same: number): Promise<string[]> => {
  const texts: string[] = [];
  for (const operation of [...reading, ...operations.filter(({ path }) => path === '/v1/lookups')]) {
    const questions = chance(same);
    const { status, body, text } = await call(operation, side, questions, ownIds(side, questions), {
      learning: false,
    });
    // When it was asked, and that it was asked, is told too.
    const { readings: _, made: __, ...rest } = body;
    texts.push(`${named(operation)} ${status} ${text === '' ? '' : JSON.stringify(rest)}`);
  }
  return texts;
};

const actAs = async (side: Side, calls: number): Promise<void> => {
  for (let n = 0; n < calls; n += 1) {
    const operation = draw.of(operations);
    if (draw(6) === 0) {
      await asStranger(operation, side);
      continue;
    }
    const role = draw(4) === 0 ? draw.of(roles) : 'administrator';
    const answer = await call(operation, side, draw, ownIds(side, draw), { role });
    watch(named(operation), side, answer);
    if (answer.status < 400) done.get(named(operation))?.add(side.number);
  }
  await learnBrowsers();
};

/** What the collector does by itself, of all controllers. */
const inTheBackground = async (): Promise<void> => {
  await rollUp(store, world);
  await importing(() => false);
  await sendCampaigns(store, world, needs.publicUrl, () => false);
  await tidy(store, world);
  await findAffected(store, world);
  await tellPeople(store, world);
  await remindOfIncidents(store, world);
};

/** In the place of a call: what is done in the background. */
const jobs = 'jobs';

/** More devices than seats. */
const flagging = [
  'POST /v1/licences',
  'POST /s/{site}/activations',
  'POST /s/{site}/activations',
  'GET /v1/misuse-flags',
];

/** Whom a recipient must be told of. */
const noticing = [
  'POST /v1/persons',
  'POST /v1/recipients',
  'POST /v1/disclosures',
  'PATCH /v1/persons/{id}',
  'GET /v1/recipient-notices',
];
const disclosing = noticing.slice(0, 3);

/** What must have been done before, beside making the row itself. */
const first: Record<string, string[]> = {
  'POST /v1/persons/{id}/restriction/notice': ['POST /v1/persons', 'POST /v1/persons/{id}/restriction'],
  'POST /v1/persons/{id}/restriction/lift': ['POST /v1/persons/{id}/restriction'],
  'PATCH /v1/restricted-persons/{id}': ['POST /v1/persons', 'POST /v1/persons/{id}/restriction'],
  'POST /v1/persons/{id}/merge': ['POST /v1/persons'],
  'POST /v1/merges/{id}/undo': ['POST /v1/persons', 'POST /v1/persons', 'POST /v1/persons/{id}/merge'],
  'POST /v1/enrolment': ['POST /v1/staff', 'POST /v1/staff/{id}/enrolment'],
  'POST /v1/imports/{id}/run': ['PUT /v1/imports/{id}/file', jobs],
  'GET /s/{site}/statements/{digest}': ['POST /v1/statements'],
  'GET /v1/statements/{number}/{language}': ['POST /v1/statements'],
  'POST /s/{site}/accounts/password': ['POST /v1/persons', 'POST /s/{site}/accounts'],
  'POST /s/{site}/accounts/check': ['POST /v1/persons', 'POST /s/{site}/accounts'],
  'POST /s/{site}/activations': ['POST /v1/licences'],
  'POST /s/{site}/activations/end': ['POST /v1/licences', 'POST /s/{site}/activations'],
  'GET /v1/misuse-flags/{id}': flagging,
  'PATCH /v1/misuse-flags/{id}': flagging,
  'POST /v1/disclosures': disclosing,
  'POST /v1/disclosures/many': disclosing,
  'GET /v1/disclosures/{id}': disclosing,
  'POST /v1/sharing-consents': disclosing,
  'GET /v1/sharing-consents/{id}': [...disclosing, 'POST /v1/sharing-consents'],
  'POST /v1/sharing-consents/{id}/end': [...disclosing, 'POST /v1/sharing-consents'],
  'GET /v1/recipient-notices/{id}': noticing,
  'POST /v1/recipient-notices/{id}/told': noticing,
  'POST /s/{site}/receipts': ['POST /s/{site}/decisions'],
  'POST /s/{site}/permissions': ['POST /v1/wordings'],
  'POST /v1/accounts/{id}/password': ['POST /v1/persons', 'POST /v1/accounts'],
  'GET /v1/accounts/{id}': ['POST /v1/persons', 'POST /v1/accounts'],
  'PATCH /v1/accounts/{id}': ['POST /v1/persons', 'POST /v1/accounts'],
  'POST /v1/permissions': ['POST /v1/persons'],
  'GET /v1/permissions/{id}': ['POST /v1/persons', 'POST /v1/permissions'],
  'POST /v1/permissions/{id}/end': ['POST /v1/persons', 'POST /v1/permissions'],
  'POST /v1/permissions/requests': ['POST /v1/wordings', 'POST /v1/persons'],
  'POST /v1/requests/{id}/start': ['POST /v1/requests/{id}/identity'],
  'POST /v1/requests/{id}/extension': ['POST /v1/requests/{id}/identity'],
  'POST /v1/requests/{id}/answer': ['POST /v1/requests/{id}/identity'],
  'POST /v1/requests/{id}/link': [
    'POST /v1/persons',
    'POST /v1/requests/{id}/identity',
    'POST /v1/requests/{id}/answer',
  ],
  'POST /v1/requests/{id}/refusal': ['POST /v1/requests/{id}/identity'],
  'POST /v1/requests/{id}/reopening': ['POST /v1/requests/{id}/identity', 'POST /v1/requests/{id}/refusal'],
  'POST /v1/requests/{id}/fee': ['PUT /v1/controller-details', 'POST /v1/requests/{id}/identity'],
  'POST /v1/requests/{id}/fee/settlement': [
    'PUT /v1/controller-details',
    'POST /v1/requests/{id}/identity',
    'POST /v1/requests/{id}/fee',
  ],
  'POST /v1/campaigns/{id}/stop': ['POST /v1/campaigns/{id}/send'],
  'POST /s/{site}/visits': ['POST /s/{site}/decisions'],
  'POST /s/{site}/analytics': ['POST /s/{site}/decisions'],
  'POST /s/{site}/ties': ['POST /v1/persons', 'POST /s/{site}/decisions'],
  'POST /s/{site}/ties/end': ['POST /v1/persons', 'POST /s/{site}/decisions', 'POST /s/{site}/ties'],
};

const operationNamed = (name: string): Operation[] => operations.filter((one) => named(one) === name);

/** As often as chance is asked for what it has left out. */
const turns = 24;

/** What chance has left out: every operation once more, by each side, on what it has made last. */
const makeUp = async (): Promise<void> => {
  const latest =
    (side: Side): Ids =>
    (folder) =>
      side.ids.get(folder)?.at(-1);
  for (let turn = 0; turn < turns; turn += 1)
    for (const side of [a, b])
      for (const operation of operations) {
        const name = named(operation);
        if (done.get(name)?.has(side.number) || neverDone[name]) continue;
        const [, folder] = /^\/v1\/([\w-]+)\/\{id\}/.exec(operation.path) ?? [];
        const making = [...(folder ? [`POST /v1/${folder}`] : []), ...(first[name] ?? [])];
        if (making.includes(jobs)) {
          for (const step of making.slice(0, -1).flatMap(operationNamed))
            await call(step, side, draw, latest(side));
          await inTheBackground();
          making.length = 0;
        }
        for (const step of [...making.flatMap(operationNamed), operation]) {
          const answer = await call(step, side, draw, latest(side));
          watch(named(step), side, answer);
          if (answer.status < 400) done.get(named(step))?.add(side.number);
          else if (turn === turns - 1) said.set(named(step), answer.text);
        }
      }
  await learnBrowsers();
  for (let turn = 0; turn < 12; turn += 1)
    for (const operation of operations)
      if (!foreignTried.has(named(operation))) await asStranger(operation, draw.of([a, b]));
};

test(
  'R3: nothing that one controller does, asks or is told reaches the other',
  async () => {
    for (let round = 0; round < rounds; round += 1) {
      const side = round % 2 === 0 ? a : b;
      await inTheBackground();
      const before = await digests(other(side));
      const same = draw(2 ** 30);
      const told = await answersTo(other(side), same);
      const read = await digests(other(side));
      await actAs(side, callsARound);
      await inTheBackground();
      expect(await digests(other(side)), 'rows of the other').toEqual(read);
      expect(await answersTo(other(side), same), 'answers to the other').toEqual(told);
      expect(Object.keys(before)).toEqual(Object.keys(read));
      expect(found).toEqual([]);
      world.pass(60_000);
    }
    await makeUp();
    await night(store, world);
    expect(found).toEqual([]);
    expect(collector.faults).toEqual([]);
    const left = operations
      .map(named)
      .filter((name) => !neverDone[name] && (done.get(name)?.size ?? 0) < 2)
      .map((name) => `${name}: ${said.get(name)}`);
    expect(left, 'operations that never succeeded: give `twoControllers.ts` a body for them').toEqual([]);
    const ofIds = operations.filter(
      ({ places, path, security }) =>
        security === 'staff' && (places.includes('id') || path.startsWith('/v1/controllers/{')),
    );
    const untried = ofIds.map(named).filter((name) => !foreignTried.has(name) && !/staff/.test(name));
    expect(untried, 'operations that never said 404 to an id of the other').toEqual([]);
  },
  isDeep ? 3_600_000 : 600_000,
);

test('the test has power: an answer to the other is seen to tell', async () => {
  const operation = operations.find((one) => named(one) === 'GET /v1/persons');
  if (!operation) throw new Error('There are no persons.');
  const answer = await call(operation, b, chance(1), () => undefined, { learning: false });
  expect(tells(a, answer).length).toBeGreaterThan(0);
  expect(tells(b, answer)).toEqual([]);
});

/**
 * Bad input to every operation of the API's own description, on both listeners: a problem document, never a fault, nothing
 * written, and the process lives. `LUPA_DEEP=1` tries every value on every member.
 */
import { expect, test } from 'vitest';
import { problems } from '../../collector/problem.ts';
import { type Statement, type Store, sql } from '../../collector/store/store.ts';
import { addressOf, type Operation, operationsOf, type Schema } from '../support/api.ts';
import { chance } from '../support/chance.ts';
import { testCollector } from '../support/collector.ts';
import { type Answered, callers, type Ids, sideOf } from '../support/twoControllers.ts';

const isDeep = process.env['LUPA_DEEP'] === '1';
const draw = chance(Number(process.env['LUPA_SEED'] ?? 20261123));

const collector = await testCollector();
/** What the last request wrote. */
let written: string[] = [];
/** What a write that decides while it runs can add to. */
const decided = sql`
  select (select count(*) from ledger) + (select count(*) from decisions) + (select count(*) from answers) as rows`;
const decidedRows = async (): Promise<number> =>
  (await collector.store.read<{ rows: number }>(decided, {}))[0]?.rows ?? 0;
const noting: Store = {
  ...collector.store,
  write: async (statements, urgency) => {
    if (!Array.isArray(statements)) {
      const before = await decidedRows();
      const rows = await collector.store.write(statements, urgency);
      if ((await decidedRows()) !== before) written.push('a planned write');
      return rows;
    }
    const rows = await collector.store.write(statements, urgency);
    for (const one of statements as readonly Statement[]) written.push(one.sql.text.replaceAll(/\s+/g, ' '));
    return rows;
  },
};
const needs = { ...collector.needs, store: noting };
const side = await sideOf(collector, 'kanaria');
const { call, send, bodyOf, placesOf, headersOf } = callers({ ...collector, needs });
const operations = await operationsOf(needs);
const named = ({ method, path }: Operation): string => `${method} ${path}`;
const latest: Ids = (folder) => side.ids.get(folder)?.at(-1);

/** What a refusal may leave: that somebody tried. */
const mayBeWritten =
  /^(insert into (access_log|sign_in_failures)|update (staff_sessions|accounts set failures)) /;

/** What is wrong with the call that the attempts are made from, where its body cannot be guessed. */
let wrongAnyway: unknown;
const found: string[] = [];
let asked = 0;
let pointed = 0;

interface Tried {
  what: string;
  body?: unknown;
  headers?: Record<string, string>;
  address?: string;
  method?: string;
  /** The pointer that a refusal of the body begins with. */
  pointer?: string;
  /** It cannot be right. */
  mustRefuse?: boolean;
}

const complain = (operation: Operation, { what }: Tried, answer: Answered, why: string): void => {
  found.push(`${named(operation)}, ${what}: ${why} (${answer.status} ${answer.text.slice(0, 300)})`);
};

const judge = (operation: Operation, tried: Tried, answer: Answered): void => {
  asked += 1;
  const { status, body, text } = answer;
  if (status >= 500) {
    complain(operation, tried, answer, 'a fault');
    return;
  }
  if (status < 400) {
    if (tried.mustRefuse) complain(operation, tried, answer, 'not refused');
    return;
  }
  const type = String(body['type']).replace('urn:lupa:problem:', '');
  // Who opens a page is answered with one.
  const isPage = !operation.path.startsWith('/v1/') && text.startsWith('<!doctype html>');
  if (isPage) {
    if (text.includes('hostile')) complain(operation, tried, answer, 'repeats what was sent');
    return;
  }
  if (!(type in problems) || body['status'] !== status || !/\.$/.test(String(body['detail'])))
    complain(operation, tried, answer, 'no problem document');
  const extra = written.filter((one) => !mayBeWritten.test(one));
  if (extra.length > 0) complain(operation, tried, answer, `something was written: ${extra[0]}`);
  if (/hostile|drop table|constructor/.test(text))
    complain(operation, tried, answer, 'repeats what was sent');
  if (tried.pointer === undefined || type !== 'wrong-body' || body['pointer'] === wrongAnyway) return;
  pointed += 1;
  if (!String(body['pointer']).startsWith(tried.pointer))
    complain(operation, tried, answer, `the pointer is not ${tried.pointer}`);
};

/** Sends what was made of a right call. */
const attempt = async (operation: Operation, base: unknown, tried: Tried): Promise<void> => {
  const address =
    tried.address ?? addressOf(operation, placesOf(operation, side, latest), queryOf(operation));
  const method = tried.method ?? operation.method;
  const body = 'body' in tried ? tried.body : base;
  const headers = { ...headersOf(operation, side), ...tried.headers };
  written = [];
  const answer = await send({ ...operation, method }, address, method === 'GET' ? undefined : body, headers);
  judge(operation, tried, answer);
};

const queryOf = ({ queries }: Operation): Record<string, string> =>
  queries.includes('site') ? { site: side.site } : {};

const bytes = (...parts: (string | number[])[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.concat(parts.map((one) => Buffer.from(one as string))));

const deep = (open: string, close: string, depth: number): string => open.repeat(depth) + close.repeat(depth);

/** Bodies that are wrong for every operation that takes one. */
const wholes: [string, unknown][] = [
  ['nothing', ''],
  ['not JSON', 'hostile'],
  ['half of JSON', '{"hostile":'],
  ['null', 'null'],
  ['a number', '1e999'],
  ['a string', '"hostile"'],
  ['an array', '[]'],
  ['arrays in arrays', deep('[', ']', 5000)],
  ['objects in objects', deep('{"a":', '}', 2000).replace('{"a":}', '{"a":1}')],
  ['invalid UTF-8', bytes('{"name":"hostile', [0xff, 0xfe], '"}')],
  ['UTF-16', new Uint8Array(Buffer.from('{"v":1}', 'utf16le'))],
  ['a NUL after it', bytes('{"v":1}', [0])],
  ['a byte order mark alone', bytes([0xef, 0xbb, 0xbf])],
];

/** Text that is no text. */
const broken = ['\u0000hostile', 'hostile\ud800', '\udfffhostile', 'a\u0007hostile'];
/** Text that is, and must stay text. */
const odd = [
  "hostile'; drop table persons; --",
  'hostile\u202etxt.exe',
  'e\u0301hostile\u0301\u0301',
  '../../../../hostile',
  '{{7*7}}<script>hostile</script>',
  '\u{1f9ff}'.repeat(50),
  '%00hostile%0d%0a',
  '__proto__',
  'x'.repeat(5000),
  '=hostile()',
];

const others: [string, unknown][] = [
  ['string', 'hostile'],
  ['number', 17],
  ['number', -1e308],
  ['boolean', true],
  ['array', ['hostile']],
  ['object', { hostile: { hostile: 1 } }],
];

const kindsOf = (schema: Schema): string[] => {
  const either = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (either) return either.flatMap(kindsOf);
  if (schema.enum) return schema.enum.map((one) => (one === null ? 'null' : typeof one));
  if ('const' in schema) return [typeof schema.const];
  if (schema.type === undefined) return ['any'];
  if (schema.additionalProperties) return ['object', 'array'];
  return [schema.type].flat().map((one) => (one === 'integer' ? 'number' : one));
};

/** Every member of a body with its schema: names from the outside in. */
const membersOf = (schema: Schema, above: string[] = []): [string[], Schema, boolean][] => {
  const inner = (schema.anyOf ?? []).find(({ type }) => type === 'object') ?? schema;
  return Object.entries(inner.properties ?? {}).flatMap(([name, one]) => [
    [[...above, name], one, inner.required?.includes(name) ?? false] as [string[], Schema, boolean],
    ...membersOf(one, [...above, name]),
  ]);
};

/** A copy with another value at a place; undefined leaves the member out. */
const withAt = (base: unknown, [name = '', ...rest]: string[], value: unknown): unknown => {
  const here = { ...(base as Record<string, unknown>) };
  if (rest.length > 0) here[name] = withAt(here[name] ?? {}, rest, value);
  else if (value === undefined) delete here[name];
  else here[name] = value;
  return here;
};

/** Whether there is an object at a place. */
const holds = (base: unknown, [name, ...rest]: string[]): boolean =>
  name === undefined
    ? typeof base === 'object' && base !== null
    : holds((base as Record<string, unknown> | undefined)?.[name], rest);

const some = <T>(all: readonly T[], many: number): readonly T[] =>
  isDeep ? all : Array.from({ length: many }, () => draw.of(all));

const bodyTries = (operation: Operation, base: unknown): Tried[] => {
  const { body: schema = {} } = operation;
  const isEmptyFine = !schema.required?.length;
  const tries: Tried[] = some(wholes, 5).map(([what, body]) => ({
    what,
    body,
    // An object of nothing that is known is an empty body.
    mustRefuse: !(isEmptyFine && what === 'objects in objects'),
  }));
  tries.push({ what: 'two megabytes', body: JSON.stringify({ a: 'x'.repeat(2_000_000) }), mustRefuse: true });
  for (const type of ['application/xml', 'multipart/form-data; boundary=x', ''])
    tries.push({ what: `as "${type}"`, headers: { 'content-type': type } });
  tries.push({ what: 'compressed', headers: { 'content-encoding': 'gzip' } });
  const plain = JSON.stringify(base);
  const polluted = plain.replace(
    '{',
    '{"__proto__":{"hostile":1},"constructor":{"prototype":{"hostile":1}},',
  );
  tries.push({ what: 'polluted', body: polluted });
  for (const [path, one, isNeeded] of membersOf(schema)) {
    if (!holds(base, path.slice(0, -1))) continue;
    const pointer = `/${path.join('/')}`;
    const kinds = kindsOf(one);
    const at = (value: unknown): unknown => withAt(base, path, value);
    if (isNeeded)
      tries.push({ what: `without ${pointer}`, body: at(undefined), pointer, mustRefuse: path.length === 1 });
    if (!kinds.includes('any'))
      for (const [kind, value] of some(
        others.filter(([each]) => !kinds.includes(each)),
        1,
      ))
        tries.push({ what: `${kind} as ${pointer}`, body: at(value), pointer, mustRefuse: true });
    if (kinds.includes('number'))
      for (const value of some([-1, 1.5, 2 ** 60, 1e308], 2))
        tries.push({ what: `${value} as ${pointer}`, body: at(value) });
    if (kinds.includes('array'))
      tries.push({ what: `much in ${pointer}`, body: at(Array.from({ length: 20_000 }, () => 'hostile')) });
    if (!kinds.includes('string')) continue;
    for (const value of some(broken, 1))
      tries.push({ what: `broken text as ${pointer}`, body: at(value), pointer, mustRefuse: true });
    for (const value of some(odd, 1)) tries.push({ what: `odd text as ${pointer}`, body: at(value) });
    const member = JSON.stringify(path.at(-1));
    const twice = plain.replace(`${member}:`, `${member}:{"hostile":1},${member}:`);
    tries.push({ what: `${pointer} twice`, body: twice });
  }
  return tries;
};

const hostileParts = [
  '..',
  '%00',
  '%ff',
  "1'or'1'='1",
  '9'.repeat(400),
  '\u{1f9ff}',
  '-1',
  '1e9',
  '__proto__',
  ' ',
];

const addressTries = (operation: Operation): Tried[] => {
  const places = placesOf(operation, side, latest);
  const query = queryOf(operation);
  return [
    ...operation.places.flatMap((name) =>
      some(hostileParts, 2).map((value) => ({
        what: `{${name}} hostile`,
        address: addressOf(operation, { ...places, [name]: value }, query).replaceAll('%25', '%'),
      })),
    ),
    ...operation.queries.flatMap((name) =>
      some([...hostileParts, ...broken, ...odd], 2).map((value) => ({
        what: `?${name} hostile`,
        address: addressOf(operation, places, { ...query, [name]: value.toWellFormed() }),
      })),
    ),
    { what: 'a broken query', address: `${addressOf(operation, places)}?%ff=%zz&&&=&limit` },
  ];
};

const headerTries = (operation: Operation): Tried[] => {
  const long = 'x'.repeat(10_000);
  const values = [
    '',
    long,
    '\u00ff\u00fe',
    "'; drop table staff; --",
    '*',
    '"1", W/"2"',
    '99999999999999999999',
  ];
  const names = [
    'idempotency-key',
    'if-match',
    'lupa-reason',
    'lupa-controller',
    'accept',
    'cookie',
    'content-length',
  ];
  const tries: Tried[] = some(
    names.flatMap((name) => values.map((value) => ({ what: `${name} hostile`, headers: { [name]: value } }))),
    4,
  ).slice();
  if (operation.security === 'staff')
    for (const authorization of [
      '',
      'Bearer',
      'Bearer x',
      'Basic eDp4',
      `Bearer ${long}`,
      `Bearer 1.${'x'.repeat(43)}`,
    ])
      tries.push({ what: 'no key', headers: { authorization }, mustRefuse: true });
  return tries;
};

const methodTries = (operation: Operation): Tried[] => {
  const known = operations.filter(({ path }) => path === operation.path).map(({ method }) => method);
  return ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'HOSTILE']
    .filter((method) => !known.includes(method))
    .map((method) => ({ what: `by ${method}`, method, body: '{}', mustRefuse: true }));
};

/** A row to act on, that no other attempt has ended. */
const seed = async ({ path }: Operation): Promise<void> => {
  const [, folder] = /^\/v1\/([\w-]+)\//.exec(path) ?? [];
  const maker = operations.find((one) => named(one) === `POST /v1/${folder}`);
  for (let n = 0; maker && n < 3; n += 1) await call(maker, side, draw, latest);
};

test(
  'bad input to every operation is refused, and leaves nothing',
  async () => {
    const folders = operations.filter(({ method, path }) => method === 'POST' && /^\/v1\/[\w-]+$/.test(path));
    for (const operation of folders) await call(operation, side, draw, latest);
    const decision = operations.find(({ path }) => path === '/s/{site}/decisions');
    if (decision) await call(decision, side, draw, latest);
    for (const operation of operations) {
      await seed(operation);
      const base = await bodyOf(operation, side, draw, latest);
      const tries = [
        ...(operation.body ? bodyTries(operation, base) : []),
        ...addressTries(operation),
        ...headerTries(operation),
        ...methodTries(operation),
      ];
      const right = await send(
        operation,
        addressOf(operation, placesOf(operation, side, latest), queryOf(operation)),
        operation.method === 'GET' ? undefined : base,
        headersOf(operation, side),
      );

      wrongAnyway = right.body['pointer'];
      await seed(operation);
      for (const tried of tries) await attempt(operation, base, tried);
    }
    expect(found).toEqual([]);
    expect(collector.faults).toEqual([]);
    expect(Object.hasOwn(Object.prototype, 'hostile')).toBe(false);
    expect(asked).toBeGreaterThan(operations.length * 10);
    expect(pointed, 'refusals that point').toBeGreaterThan(operations.length);
  },
  isDeep ? 3_600_000 : 600_000,
);

test('the process lives, and what was there can be read', async () => {
  const list = operations.find((one) => named(one) === 'GET /v1/persons');
  const answer = list && (await call(list, side, draw, latest));
  expect(answer?.status).toBe(200);
});

import { expect, test } from 'vitest';
import { csvOf } from '../../../collector/csv.ts';
import { rollUp } from '../../../collector/statistics/rollUp.ts';
import { testCollector } from '../../support/collector.ts';
import { keepEvents } from '../../support/events.ts';
import { noon } from '../../support/world.ts';

test('RFC 4180: commas, quotes and line ends are quoted, each line ends with CRLF, nothing runs as a formula', () => {
  const lines = [
    { a: 'plain', b: 5 },
    { a: 'a,b', b: -5 },
    { a: 'say "so"\r\n', b: null },
    { a: '=1+1', b: undefined },
    { a: '@x', b: 0 },
    { a: '\tx,', b: 1 },
  ];
  expect(csvOf(['a', 'b'], lines)).toBe(
    '\ufeffa,b\r\nplain,5\r\n"a,b",-5\r\n"say ""so""\r\n",\r\n\'=1+1,\r\n\'@x,0\r\n"\'\tx,",1\r\n',
  );
  expect(csvOf(['a'], [])).toBe('\ufeffa\r\n');
  // What a spreadsheet takes for an equals sign in a Japanese setting.
  expect(csvOf(['a'], [{ a: '＝1+1' }])).toBe("\ufeffa\r\n'＝1+1\r\n");
});

const counted = async () => {
  const collector = await testCollector();
  const { store, world } = collector;
  await keepEvents(
    store,
    ['=cmd|calc', 'page_view', 'a,b'].flatMap((name, place) =>
      Array.from({ length: 10 + place }, () => ({ received: noon - 60_000, body: { name } })),
    ),
  );
  await rollUp(store, world);
  return collector;
};
const path = '/v1/statistics?site=test&by=event&measure=events';

test('statistics come as CSV, asked for by name or by what is accepted, with the rows that JSON has', async () => {
  const { staff } = await counted();
  const get = (query = '', accept?: string) =>
    staff('auditor', `${path}${query}`, undefined, accept === undefined ? {} : { accept });
  const file = await get('&format=csv');
  expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="lupa-test-event.csv"');
  expect(file.headers.get('cache-control')).toBe('no-store');
  const bytes = await file.arrayBuffer();
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  expect(text).toBe(
    [
      '\ufeffwhen,measure,purpose,terms,value,count',
      '2026-11-22,events,,,"a,b",12',
      '2026-11-22,events,,,page_view,11',
      "2026-11-22,events,,,'=cmd|calc,10",
      '',
    ].join('\r\n'),
  );
  const { rows } = (await (await get()).json()) as { rows: { value: string; count: number }[] };
  expect(rows.map(({ value, count }) => [value, count])).toEqual([
    ['a,b', 12],
    ['page_view', 11],
    ['=cmd|calc', 10],
  ]);
  const typeOf = async (query: string, accept: string) =>
    ((await get(query, accept)).headers.get('content-type') ?? '').split(';')[0];
  expect(await typeOf('', 'text/csv')).toBe('text/csv');
  expect(await typeOf('', 'application/json;q=0.5, text/csv')).toBe('text/csv');
  expect(await typeOf('', '*/*')).toBe('application/json');
  expect(await typeOf('', 'text/html')).toBe('application/json');
  expect(await typeOf('&format=json', 'text/csv')).toBe('application/json');
  expect((await get('', 'text/csv')).headers.get('vary')).toContain('Accept');
});

test('a wrong format or measure is refused, and pages are asked for by the month', async () => {
  const { staff } = await counted();
  const status = async (query: string) => (await staff('auditor', `/v1/statistics?site=test${query}`)).status;
  expect(await status('&format=xml')).toBe(422);
  expect(await status('&measure=people')).toBe(422);
  expect(await status('&by=page&from=2026-10-22')).toBe(200);
  expect(await status('&by=page&from=2026-10-21')).toBe(422);
  expect(await status('&by=device&from=2026-08-22')).toBe(200);
  expect(await status('&by=page&step=month&from=2020-01-01')).toBe(422);
  expect((await staff('auditor', `/v1/statistics?site=nobody&format=csv`)).status).toBe(404);
});

test('the API’s description tells of the measures, the dimensions and the CSV', async () => {
  const { staff } = await testCollector();
  const { paths } = (await (await staff('auditor', '/openapi.json')).json()) as {
    paths: Record<
      string,
      {
        get: {
          parameters: { name: string; description: string }[];
          responses: Record<string, { content: object }>;
        };
      }
    >;
  };
  const { get } = paths['/v1/statistics'] ?? {};
  const said = (name: string) => get?.parameters.find((one) => one.name === name)?.description;
  expect(said('by')).toContain('referrer');
  expect(said('measure')).toContain('page_views');
  expect(said('format')).toContain('csv');
  expect(Object.keys(get?.responses['200']?.content ?? {})).toEqual(['application/json', 'text/csv']);
});

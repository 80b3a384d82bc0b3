/** DESIGN 6: an answer of ten thousand rows, in every form, keeps nobody else waiting for more than 50 ms. */
import { beforeAll, expect, test } from 'vitest';
import { answerFile } from '../../../collector/rights/answer/file.ts';
import { type Model, rowsOf } from '../../../collector/rights/answer/model.ts';
import { pageBytes } from '../../../collector/rights/answer/page.ts';
import { pdfBytes } from '../../../collector/rights/answer/pdf.ts';
import { answerWords } from '../../../collector/rights/answer/words/languages.ts';
import { sql, statement } from '../../../collector/store/store.ts';
import { testCollector } from '../../support/collector.ts';
import { customersOf } from '../../support/customers.ts';
import { pageText, pdfText, zipTexts } from '../../support/fileText.ts';
import { threadWorked } from '../../support/worked.ts';

const collector = await testCollector();
const { store, controller, world } = collector;
const lines = 10_000;
const insert = sql`
  insert into service_logs (controller_id, log_id, person_id, service, line, address, logged, created, version)
  values (:controller, :id, :person, 'ELMAS', :line, '203.0.113.0', :now, :now, 1)`;

let person: Uint8Array = new Uint8Array();
beforeAll(async () => {
  person = Buffer.from((await customersOf(collector).person()).replaceAll('-', ''), 'hex');
  const line = (place: number) =>
    statement(insert, {
      controller: controller.id,
      person,
      id: Buffer.from(place.toString(16).padStart(32, '0'), 'hex'),
      line: `Started ${place} with what a log says`,
      now: world.clock(),
    });
  for (let first = 0; first < lines; first += 1000)
    await store.write(Array.from({ length: 1000 }, (_, place) => line(first + place)));
});

/** What is made, and the longest that anybody else waited meanwhile, in milliseconds of a processor: others use this machine too. */
const made = async (work: () => Promise<{ body: Uint8Array }>) => {
  let longest = 0;
  let last = threadWorked();
  let running = true;
  const tick = (): void => {
    const now = threadWorked();
    longest = Math.max(longest, now - last);
    last = now;
    if (running) setImmediate(tick);
  };
  setImmediate(tick);
  const { body } = await work();
  running = false;
  return { body, longest };
};

const textOf: Record<string, (body: Uint8Array) => string> = {
  json: (body) => new TextDecoder().decode(body),
  page: (body) => pageText(new TextDecoder().decode(body)),
  zip: (body) => zipTexts(body)['service_logs.csv'] ?? '',
  pdf: pdfText,
};

test.each(['json', 'page', 'zip', 'pdf'] as const)('as %s', async (form) => {
  const asked = { form, language: 'fi' as const, now: world.clock() };
  const waits: number[] = [];
  // Three times at most: garbage is collected when it likes.
  while (waits.length < 3 && !waits.some((one) => one < 50)) {
    const { body, longest } = await made(() => answerFile(store, controller.id, person, asked));
    waits.push(longest);
    const text = textOf[form]?.(body).replaceAll(/\s+/g, ' ');
    expect(text?.match(/Started \d+ with/g)).toHaveLength(lines);
  }
  expect(Math.min(...waits)).toBeLessThan(50);
});

const model: Model = {
  title: 'Mitä tietoja sinusta on',
  language: 'fi',
  controller: { name: 'Example Oy', contact: 'privacy@example.fi' },
  made: '1.1.2027',
  lead: [],
  parts: [],
};
const words = answerWords('fi');

test('two that are asked for at once are two files', async () => {
  const files = await Promise.all(
    ['Toinen', 'Kolmas'].map((title) => pdfBytes({ ...model, title }, words, world.clock())),
  );
  expect(files.map((one) => pdfText(one).trim().split(/\s/)[0])).toEqual(['Toinen', 'Kolmas']);
});

test('text that looks like markup is text', async () => {
  const sly = '<img src=x onerror=alert(1)>&"\'';
  const parts = [{ id: 'x', title: 'x', sentences: [sly], tables: [rowsOf('x', sly, [{ line: sly }])] }];
  const page = new TextDecoder().decode(await pageBytes({ ...model, parts }, words));
  expect(page).not.toContain('<img');
  expect(pageText(page)).toContain(sly);
});

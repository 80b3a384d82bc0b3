/** Exports: all rows of a resource as a file, as the role sees them; every person in it is a logged read. */
import { type Context, Hono } from 'hono';
import { csvOf } from '../../csv.ts';
import { Problem } from '../../problem.ts';
import type { NounRow } from '../../register/noun.ts';
import { pageRecords } from '../../register/reading.ts';
import { csvType } from '../attached.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { type Resource, readersOf, shownTo, visibleTo } from '../nouns/resource.ts';
import { reasonParameter, told } from '../nouns/shown.ts';
import { atOnce, sendPages } from '../pagedFile.ts';
import { reasonOf } from '../reason.ts';
import { type StaffEnv, staffOnly } from '../staffOnly.ts';

const formats = ['csv', 'jsonl'] as const;

/** A row's members as cells: what is no text or number as JSON. */
const cells = (row: Record<string, unknown>): Record<string, string | number | null> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value === null || typeof value === 'string' || typeof value === 'number'
        ? value
        : JSON.stringify(value),
    ]),
  );

const formatOf = (c: Context): (typeof formats)[number] => {
  const given = c.req.query('format') ?? 'csv';
  const format = formats.find((one) => one === given);
  if (!format) throw new Problem('wrong-request', `"format" is one of: ${formats.join(', ')}.`);
  return format;
};

/** The export of one resource, streamed page by page. */
export const exportOf = (needs: Needs, resource: Resource): Hono<StaffEnv> => {
  const { store } = needs;
  const { path, words, noun } = resource;
  const [, many] = words;
  return new Hono<StaffEnv>().get(
    `/v1/exports/${path}`,
    describe({
      summary: `All ${many} as a file`,
      description:
        'CSV (what begins like a formula is made harmless) or JSON Lines. Only what the role sees.',
      tag: 'staff',
      parameters: [
        { name: 'format', in: 'query', description: 'csv or jsonl.' },
        ...(noun.person === undefined ? [] : [reasonParameter]),
      ],
      answers: { 200: null },
      refusals: [401, 403, 422],
      security: 'staff',
    }),
    staffOnly(needs, readersOf(resource)),
    async (c) => {
      const staff = c.get('staff');
      const format = formatOf(c);
      if (noun.person !== undefined) reasonOf(c);
      const columns = ['id', 'version', ...visibleTo(resource, staff.role)];
      const page = async (after: Uint8Array): Promise<NounRow[]> => {
        const rows = await pageRecords(store, noun, staff.controller, { after, most: atOnce });
        await told(c, needs, resource, 'export', rows);
        return rows;
      };
      const text = (rows: readonly NounRow[], first: boolean): string => {
        const items = rows.map((row) => shownTo(resource, staff.role, row));
        if (format === 'jsonl') return items.map((item) => `${JSON.stringify(item)}\n`).join('');
        const table = csvOf(columns, items.map(cells));
        return first ? table : table.slice(table.indexOf('\r\n') + 2);
      };
      const type = format === 'csv' ? csvType : 'application/jsonl; charset=utf-8';
      return sendPages(c, needs, { name: `${path}.${format}`, type, page, text });
    },
  );
};

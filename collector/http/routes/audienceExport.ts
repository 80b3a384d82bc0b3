/** The whole audience as one file, streamed: right when it is taken, stale afterwards; everybody in it is a logged read. */
import { Hono } from 'hono';
import { csvOf } from '../../csv.ts';
import { logRead } from '../../register/accessLog.ts';
import { audiencePage, type Contactable } from '../../register/audience.ts';
import { csvType } from '../attached.ts';
import { audienceParameters, criteriaIn, fieldsFor, shownFor } from '../audienceShown.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { reasonParameter } from '../nouns/shown.ts';
import { atOnce, sendPages } from '../pagedFile.ts';
import { reasonOf } from '../reason.ts';
import { marketers, type StaffEnv, staffOnly } from '../staffOnly.ts';

export const audienceExport = (needs: Needs) => {
  const { store, world } = needs;
  return new Hono<StaffEnv>().get(
    '/v1/exports/audience',
    describe({
      summary: 'Everybody who may be contacted now, as a CSV file',
      description:
        'What begins like a formula is made harmless. Check the list again before it is used: POST /v1/audience/check.',
      tag: 'staff',
      parameters: [...audienceParameters.filter(({ name }) => name !== 'format'), reasonParameter],
      answers: { 200: null },
      refusals: [401, 403, 422],
      security: 'staff',
    }),
    staffOnly(needs, marketers),
    async (c) => {
      const staff = c.get('staff');
      const wanted = criteriaIn(c);
      const reason = reasonOf(c);
      const fields = fieldsFor(wanted);
      const page = async (after: Uint8Array): Promise<Contactable[]> => {
        const rows = await audiencePage(store, staff.controller, wanted, { after, most: atOnce });
        const persons = rows.map(({ id }) => id);
        await logRead(store, world, staff, { action: 'export audience', reason, fields, persons });
        return rows;
      };
      const text = (rows: readonly Contactable[], first: boolean): string => {
        const table = csvOf(
          fields,
          rows.map((one) => shownFor(one, fields)),
        );
        return first ? table : table.slice(table.indexOf('\r\n') + 2);
      };
      const name = `lupa-audience-${wanted.channel}.csv`;
      return sendPages(c, needs, { name, type: csvType, page, text });
    },
  );
};

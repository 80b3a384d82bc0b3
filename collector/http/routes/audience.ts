/** The audience: who may be contacted now, why somebody is in or out, and whether an older list still holds. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { checking, explaining } from '../../../shared/register/audience.ts';
import { fromUuid, isUuid, toUuid } from '../../bytes.ts';
import { csvOf } from '../../csv.ts';
import { logRead } from '../../register/accessLog.ts';
import { audiencePage } from '../../register/audience.ts';
import { checkList } from '../../register/audienceCheck.ts';
import { type Explained, explain } from '../../register/audienceReasons.ts';
import { attached, csvType } from '../attached.ts';
import { audienceParameters, criteriaIn, fieldsFor, shownFor, wantsCsv } from '../audienceShown.ts';
import { readStaffBody } from '../body.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { reasonParameter } from '../nouns/shown.ts';
import { pageOf, pagingParameters } from '../paging.ts';
import { reasonOf } from '../reason.ts';
import { marketers, type StaffEnv, staffOnly } from '../staffOnly.ts';

const explained = v.object({
  person: v.string(),
  in: v.boolean(),
  permission: v.optional(v.string()),
  conditions: v.array(
    v.object({ condition: v.string(), holds: v.boolean(), detail: v.optional(v.string()) }),
  ),
});

export const audience = (needs: Needs) => {
  const { store, world } = needs;
  const only = staffOnly(needs, marketers, { reads: true });
  const refusals = [400, 401, 403, 413, 415, 422, 503];
  return new Hono<StaffEnv>()
    .get(
      '/v1/audience',
      describe({
        summary: 'Who may be contacted now',
        description:
          'Only persons who may be used, do not object, are not suppressed and have a live permission that fits. Check the list again before it is used: POST /v1/audience/check. Each person shown is told so in the access log.',
        tag: 'staff',
        parameters: [...audienceParameters, ...pagingParameters, reasonParameter],
        answers: {
          200: v.object({
            items: v.array(v.looseObject({ person: v.string() })),
            next: v.optional(v.string()),
          }),
        },
        alsoAs: 'text/csv',
        refusals: [401, 403, 422],
        security: 'staff',
      }),
      only,
      async (c) => {
        const staff = c.get('staff');
        const wanted = criteriaIn(c);
        const { after, most } = pageOf(c);
        const reason = reasonOf(c);
        const asCsv = wantsCsv(c);
        const rows = await audiencePage(store, staff.controller, wanted, { after, most: most + 1 });
        const page = rows.slice(0, most);
        const fields = fieldsFor(wanted);
        const persons = page.map(({ id }) => id);
        const action = asCsv ? 'export audience' : 'list audience';
        await logRead(store, world, staff, { action, reason, fields, persons });
        const items = page.map((one) => shownFor(one, fields));
        const last = page.at(-1);
        const next = rows.length > most && last ? toUuid(last.id) : undefined;
        c.header('Vary', 'Accept', { append: true });
        if (!asCsv) return c.json({ items, ...(next && { next }) });
        if (next) {
          const query = new URLSearchParams({ ...c.req.query(), after: next });
          c.header('Link', `</v1/audience?${query}>; rel="next"`);
        }
        return attached(c, `lupa-audience-${wanted.channel}.csv`, csvType, csvOf(fields, items));
      },
    )
    .post(
      '/v1/audience/explain',
      describe({
        summary: 'Why persons are in an audience or not: each condition by its name',
        tag: 'staff',
        body: explaining,
        parameters: [reasonParameter],
        answers: { 200: v.object({ items: v.array(explained) }) },
        refusals,
        security: 'staff',
      }),
      only,
      async (c) => {
        const staff = c.get('staff');
        const { persons: ids, ...wanted } = await readStaffBody(c, explaining);
        const reason = reasonOf(c);
        const persons = ids.map(fromUuid);
        const items: Explained[] = [];
        for (const person of persons) items.push(await explain(store, staff.controller, wanted, person));
        const known = persons.filter((_, place) => items[place]?.conditions[0]?.holds);
        const fields = ['permissions', 'state'];
        await logRead(store, world, staff, { action: 'explain audience', reason, fields, persons: known });
        return c.json({ items });
      },
    )
    .post(
      '/v1/audience/check',
      describe({
        summary: 'Who on a list that was made before may still be contacted',
        description:
          'Send ids, or addresses of the channel. `may` is false also for whoever is not known here. Check again right before you send.',
        tag: 'staff',
        body: checking,
        parameters: [reasonParameter],
        answers: {
          200: v.object({
            items: v.array(v.object({ entry: v.string(), may: v.boolean() })),
            may: v.number(),
          }),
        },
        refusals,
        security: 'staff',
      }),
      only,
      async (c) => {
        const staff = c.get('staff');
        const { list, ...wanted } = await readStaffBody(c, checking);
        const reason = reasonOf(c);
        const checked = await checkList(store, staff.controller, wanted, list);
        const persons = checked.flatMap(({ entry, may, persons: found }) =>
          may || !isUuid(entry) ? found : [],
        );
        await logRead(store, world, staff, {
          action: 'check audience',
          reason,
          fields: ['permissions'],
          persons: [...new Map(persons.map((one) => [toUuid(one), one])).values()],
        });
        const items = checked.map(({ entry, may }) => ({ entry, may }));
        return c.json({ items, may: items.filter((one) => one.may).length });
      },
    );
};

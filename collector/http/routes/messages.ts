/** What left, waits to leave, or could not: for those who keep it going. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { toUuid } from '../../bytes.ts';
import { Problem } from '../../problem.ts';
import { logRead } from '../../register/accessLog.ts';
import { listMessages } from '../../register/messageList.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { pageOf, pagingParameters } from '../paging.ts';
import { reasonOf } from '../reason.ts';
import { type StaffEnv, staffOnly } from '../staffOnly.ts';

const message = v.object({
  id: v.string(),
  kind: v.picklist(['email', 'webhook']),
  template: v.string(),
  person: v.nullable(v.string()),
  state: v.picklist(['waiting', 'sent', 'failed', 'dropped']),
  problem: v.nullable(v.string()),
  attempts: v.number(),
  created: v.string(),
  next: v.nullable(v.string()),
  ended: v.nullable(v.string()),
});

const time = (at: number): string => new Date(at).toISOString();

export const messages = (needs: Needs) =>
  new Hono<StaffEnv>().get(
    '/v1/messages',
    describe({
      summary: 'Lists e-mails and webhook messages with what became of them, for 90 days after their end',
      description:
        'In the order in which they were queued; without words and addresses. The read is logged for the persons whom they are about.',
      tag: 'staff',
      parameters: [
        ...pagingParameters,
        { name: 'state', in: 'query', description: '`failed`: only those that were given up.' },
        { name: 'Lupa-Reason', in: 'header', description: 'Why; kept in the access log.' },
      ],
      answers: { 200: v.object({ items: v.array(message), next: v.optional(v.string()) }) },
      refusals: [401, 403, 422],
      security: 'staff',
    }),
    staffOnly(needs, ['administrator', 'data_protection_officer']),
    async (c) => {
      const staff = c.get('staff');
      const { after, most } = pageOf(c);
      const state = c.req.query('state');
      if (state !== undefined && state !== 'failed')
        throw new Problem('wrong-request', '"state" is "failed" or missing.');
      const reason = reasonOf(c, 'keeping messages going');
      const rows = await listMessages(needs.store, staff.controller, {
        after,
        most: most + 1,
        onlyFailed: state === 'failed',
      });
      const page = rows.slice(0, most);
      const persons = new Map(page.flatMap(({ person }) => (person ? [[toUuid(person), person]] : [])));
      const fields = ['kind', 'template', 'state', 'problem', 'created', 'ended'];
      if (persons.size > 0)
        await logRead(needs.store, needs.world, staff, {
          action: 'list messages',
          reason,
          fields,
          persons: [...persons.values()],
        });
      const last = page.at(-1);
      return c.json({
        items: page.map(({ id, person, created, due, ended, ...one }) => ({
          id: toUuid(id),
          ...one,
          person: person && toUuid(person),
          created: time(created),
          next: one.state === 'waiting' ? time(due) : null,
          ended: ended === null ? null : time(ended),
        })),
        ...(rows.length > most && last && { next: toUuid(last.id) }),
      });
    },
  );

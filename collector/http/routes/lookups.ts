/** Look-ups: whom does the controller know under this e-mail, number, name, key or id? */
import { Hono } from 'hono';
import * as v from 'valibot';
import { filled } from '../../../shared/text.ts';
import { isUuid, toUuid } from '../../bytes.ts';
import { Problem } from '../../problem.ts';
import { logRead } from '../../register/accessLog.ts';
import { consentsOf } from '../../register/consents.ts';
import { lookUp, type Way, ways } from '../../register/lookUp.ts';
import type { UsablePerson } from '../../register/lookups.ts';
import type { Staff } from '../../register/staff.ts';
import { maySee, roles } from '../../store/catalogue.ts';
import { readStaffBody } from '../body.ts';
import { describe } from '../describe.ts';
import type { Needs } from '../needs.ts';
import { type StaffEnv, staffOnly } from '../staffOnly.ts';

const lookup = v.object({
  by: v.picklist(ways, `Expected one of: ${ways.join(', ')}.`),
  value: filled(320),
  /** Why: it is kept in the access log, and the person may see it. */
  reason: filled(300),
});

const person = v.object({
  id: v.string(),
  name: v.optional(v.nullable(v.string())),
  email: v.optional(v.nullable(v.string())),
  phone: v.optional(v.nullable(v.string())),
  position: v.optional(v.nullable(v.string())),
  company: v.optional(v.nullable(v.string())),
});
const visitor = v.object({
  id: v.string(),
  consents: v.optional(
    v.array(
      v.object({
        site: v.string(),
        purpose: v.string(),
        answer: v.string(),
        terms: v.number(),
        decided: v.number(),
      }),
    ),
  ),
});
const found = v.object({
  persons: v.array(person),
  visitors: v.array(visitor),
  /** Whether that is all; otherwise say more. */
  complete: v.boolean(),
});

/** Fields of a person with the column that says who may see them. */
const columns = [
  ['name', 'persons', 'name'],
  ['email', 'persons', 'email'],
  ['phone', 'persons', 'phone'],
  ['position', 'persons', 'position'],
  ['company', 'organisations', 'name'],
] as const;

/** Who used whose browser: in either direction for those alone who may see it. */
const ties = ['ties', 'visitor_id'] as const;

/** Whoever may not see what a person is looked up by may not find them by it either. */
const askedBy: Readonly<Record<Way, readonly [table: string, column: string]>> = {
  email: ['persons', 'email'],
  phone: ['persons', 'phone'],
  name: ['persons', 'name'],
  company: ['organisations', 'name'],
  userName: ['accounts', 'user_name'],
  licenceKey: ['licences', 'licence_key'],
  visitor: ties,
  receipt: ties,
};

const shown = ({ role }: Staff, one: UsablePerson): v.InferOutput<typeof person> => ({
  id: toUuid(one.person),
  ...Object.fromEntries(
    columns.filter(([, table, column]) => maySee(role, table, column)).map(([field]) => [field, one[field]]),
  ),
});

const shownVisitor = async ({ store }: Needs, { controller, role }: Staff, id: Uint8Array) => {
  if (!maySee(role, 'answers', 'granted')) return { id: toUuid(id) };
  const consents = await consentsOf(store, controller, id);
  return {
    id: toUuid(id),
    consents: consents.map(({ publicId, purpose, answer, terms, decided }) => ({
      site: publicId,
      purpose,
      answer,
      terms,
      decided,
    })),
  };
};

export const lookups = (needs: Needs) =>
  new Hono<StaffEnv>().post(
    '/v1/lookups',
    describe({
      summary: 'Whom the controller knows by what is known of them',
      description:
        'By e-mail, telephone number (however written), name (words or their beginnings, without case and diacritics), user name, company, licence key, visitor id, or receipt (the id of its decision). Only persons who may be used: not restricted, erased or pending. Visitors, and a search by visitor or receipt, are for administrators, data protection officers and auditors. The read is logged with its reason.',
      tag: 'staff',
      body: lookup,
      answers: { 200: found },
      refusals: [400, 401, 403, 413, 415, 422, 503],
      security: 'staff',
    }),
    staffOnly(needs, roles, { reads: true }),
    async (c) => {
      const staff = c.get('staff');
      const { controller } = staff;
      const { by, value, reason } = await readStaffBody(c, lookup);
      if ((by === 'visitor' || by === 'receipt') && !isUuid(value))
        throw new Problem('wrong-body', 'The id of a visitor or of a receipt is a UUID.', '/value');
      if (!maySee(staff.role, ...askedBy[by]))
        throw new Problem('not-allowed', 'Your role may not see what you look up by.', '/by');
      const { persons, visitors, complete } = await lookUp(needs.store, controller, by, value);
      await logRead(needs.store, needs.world, staff, {
        action: 'lookup',
        fields: [
          ...columns.filter(([, table, column]) => maySee(staff.role, table, column)).map(([field]) => field),
          ...(visitors.length > 0 && maySee(staff.role, ...ties) ? ['visitors'] : []),
        ],
        reason,
        persons: persons.map((one) => one.person),
      });
      return c.json({
        persons: persons.map((one) => shown(staff, one)),
        visitors: maySee(staff.role, ...ties)
          ? await Promise.all(visitors.map((id) => shownVisitor(needs, staff, id)))
          : [],
        complete,
      });
    },
  );

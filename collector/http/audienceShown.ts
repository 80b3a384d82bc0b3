/** How an audience is asked for, and which members of a person it shows: what the channel needs, and no more. */
import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import * as v from 'valibot';
import { type Criteria, criteria } from '../../shared/register/audience.ts';
import { toUuid } from '../bytes.ts';
import { Problem } from '../problem.ts';
import type { Contactable } from '../register/audience.ts';
import { pointerOf, sentenceOf } from './body.ts';
import type { Parameter } from './describe.ts';

const said = v.object(criteria);

/** The criteria in the query; a wrong one is told as in a body. */
export const criteriaIn = (c: Context): Criteria => {
  const duties = c.req.query('concernsDuties');
  if (duties !== undefined && !/^(true|false)$/.test(duties))
    throw new Problem('wrong-request', '"concernsDuties" is true or false.');
  const given = {
    channel: c.req.query('channel'),
    purpose: c.req.query('purpose'),
    productGroup: c.req.query('productGroup'),
    concernsDuties: duties === undefined ? undefined : duties === 'true',
  };
  const checked = v.safeParse(said, given, { abortEarly: true });
  if (!checked.success)
    throw new Problem(
      'wrong-request',
      `"${pointerOf(checked.issues[0]).slice(1)}": ${sentenceOf(checked.issues[0])}`,
    );
  return checked.output;
};

const always = ['person', 'name', 'language', 'company', 'permission', 'basis', 'since'] as const;
const addresses = {
  email: ['email'],
  sms: ['phone'],
  phone: ['phone', 'position'],
  post: ['employerAddress', 'street', 'postalCode', 'city', 'country'],
} as const;

/** What somebody needs to write to them through the channel, and no more (GDPR 5(1)(c)). */
export const fieldsFor = ({ channel }: Criteria): string[] => [...always, ...addresses[channel]];

/** Somebody as they are shown: these members and no others. */
export const shownFor = (one: Contactable, fields: readonly string[]): Record<string, string | null> => {
  const all: Record<string, string | null> = {
    ...one,
    person: toUuid(one.id),
    permission: toUuid(one.permission),
    since: new Date(one.since).toISOString(),
    id: null,
  };
  return Object.fromEntries(fields.map((name) => [name, all[name] ?? null]));
};

/** As the query says, else as the caller accepts. */
export const wantsCsv = (c: Context): boolean => {
  const usual = accepts(c, {
    header: 'Accept',
    supports: ['application/json', 'text/csv'],
    default: 'application/json',
  });
  const format = c.req.query('format') ?? (usual === 'text/csv' ? 'csv' : 'json');
  if (!/^(csv|json)$/.test(format)) throw new Problem('wrong-request', '"format" is json or csv.');
  return format === 'csv';
};

export const audienceParameters: Parameter[] = [
  { name: 'channel', in: 'query', description: 'email, sms, phone or post. Needed.' },
  { name: 'purpose', in: 'query', description: 'What they are contacted for. Needed.' },
  {
    name: 'productGroup',
    in: 'query',
    description: 'Which products it is about. Without it only permissions count that name none.',
  },
  {
    name: 'concernsDuties',
    in: 'query',
    description: 'true where it concerns the duties that professionals have at work.',
  },
  { name: 'format', in: 'query', description: 'json or csv. Without it: as "Accept" says, else json.' },
];

/** An incident: a breach of personal data or an attempt at one (GDPR 4(12), 33, 34), as staff tell of it. */
import * as v from 'valibot';
import { filled, id, language } from '../text.ts';
import { maybe, reference, time, whole } from './member.ts';

export const incidentKinds = ['breach', 'attempt'] as const;

/** Tables whose rows name persons: what a stolen table concerns. */
export const affectedTables = [
  'persons',
  'accounts',
  'relationships',
  'licences',
  'activations',
  'feedback',
  'transactions',
  'service-events',
  'service-logs',
  'permissions',
] as const;
export type AffectedTable = (typeof affectedTables)[number];

const lookUps = [
  'email',
  'phone',
  'name',
  'userName',
  'company',
  'licenceKey',
  'visitor',
  'receipt',
] as const;

const oneOf = ['table', 'site', 'persons', 'staff', 'key', 'controllers'] as const;

/** By which affected rows are found: a span of time, and one of what is named in it. */
export const criterion = v.pipe(
  v.object({
    from: time,
    until: time,
    /** Rows of this table: that were `kept` then, or `written` then. */
    table: v.optional(v.picklist(affectedTables, `Expected one of: ${affectedTables.join(', ')}.`)),
    rows: v.optional(v.picklist(['kept', 'written'], 'Expected "kept" or "written".'), 'kept'),
    /** A site by its public id: whoever registered there or was tied to a browser, and its visits. */
    site: v.optional(id),
    /** Persons by a look-up. */
    persons: v.optional(v.object({ by: v.picklist(lookUps, 'Not a way to look up.'), value: filled(320) })),
    /** A member of staff whose reads are in the access log. */
    staff: v.optional(v.object({ controller: v.optional(whole(1, 999_999_999)), id: whole(1, 999_999_999) })),
    /** A staff key whose reads are in the access log, by its id. */
    key: v.optional(reference),
    /** The operator's customers by their numbers: told although nobody's data are known to be concerned, as of an attempt. */
    controllers: v.optional(
      v.union([
        v.literal('all'),
        v.pipe(
          v.array(whole(1, 999_999_999)),
          v.minLength(1, 'Name at least one.'),
          v.maxLength(10_000, 'At most 10 000, or "all".'),
        ),
      ]),
    ),
  }),
  v.check(
    (given) => oneOf.filter((name) => given[name] !== undefined).length === 1,
    `Name exactly one of: ${oneOf.join(', ')}.`,
  ),
  v.forward(
    v.check(({ from, until }) => Date.parse(from) <= Date.parse(until), 'It ends after it begins.'),
    ['until'],
  ),
);
export type Criterion = v.InferOutput<typeof criterion>;

/** What is told of it: GDPR 33(3)(a)-(d), and the effects and remedies of 33(5). */
const told = {
  categories: filled(2000),
  subjects: whole(0, 1_000_000_000),
  records: whole(0, 1_000_000_000),
  contact: filled(500),
  consequences: filled(4000),
  measures: filled(4000),
  effects: filled(4000),
  remedies: filled(4000),
  began: time,
  ended: time,
};

export const newIncident = v.object({
  kind: v.picklist(incidentKinds, 'Expected "breach" or "attempt".'),
  /** What happened (33(3)(a)): no names. */
  nature: filled(4000),
  /** Since when you know of it; now, where it is not said. The 72 hours begin then. */
  aware: v.optional(time),
  ...(Object.fromEntries(Object.entries(told).map(([name, schema]) => [name, maybe(schema)])) as {
    [Name in keyof typeof told]: v.NullishSchema<(typeof told)[Name], null>;
  }),
  criterion: maybe(criterion),
});
export type NewIncident = v.InferOutput<typeof newIncident>;

/** A further phase (33(4)): only what is new. What was said before stays in the earlier phases. */
export const newPhase = v.object({
  ...v.partial(v.object({ nature: filled(4000), ...told })).entries,
  /** In words, for those who read on. */
  note: v.optional(filled(4000)),
  /** An attempt that turns out to be a breach. */
  kind: v.optional(v.literal('breach')),
  /** 33(1), 34(1): whether a risk to people is unlikely, likely or high, and why. */
  risk: v.optional(
    v.object({ is: v.picklist(['unlikely', 'likely', 'high'], 'Not a risk.'), reason: filled(2000) }),
  ),
  /** That the authority was told; later than within 72 hours also why. */
  authority: v.optional(
    v.object({ told: time, reference: maybe(filled(200)), delayReason: maybe(filled(2000)) }),
  ),
  /** Why people need not be told (34(3)): data protected, risk averted since, or told publicly instead. */
  notTold: v.optional(
    v.object({
      because: v.picklist(['protected', 'averted', 'disproportionate'], 'Not a reason of 34(3).'),
      reason: filled(2000),
    }),
  ),
  criterion: v.optional(criterion),
  close: v.optional(v.literal(true)),
});
export type NewPhase = v.InferOutput<typeof newPhase>;

/** What people are told (34(2)), in plain words, by language. */
export const peopleTexts = v.object({
  texts: v.pipe(
    v.record(
      language,
      v.object({ happened: filled(2000), consequences: filled(2000), measures: filled(2000) }),
      'Expected texts by language.',
    ),
    v.check((texts) => Object.keys(texts).length > 0, 'Say it in at least one language.'),
    v.check((texts) => Object.keys(texts).length <= 20, 'At most 20 languages.'),
  ),
});
export type PeopleTexts = v.InferOutput<typeof peopleTexts>['texts'];

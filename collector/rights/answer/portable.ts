/** What a person provided themselves, under a consent or for a contract, to take along (GDPR 20): by the catalogue. */
import { columnOf } from '../../register/noun.ts';
import { personalNouns } from '../../register/nouns/personal.ts';
import { catalogue } from '../../store/catalogue.ts';
import type { Store } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { type AccessAnswer, accessAnswer } from '../access.ts';
import { keptEntry } from '../entries.ts';
import { copied } from '../registerRows.ts';
import type { AnswerFile } from './file.ts';
import type { AnswerAsked } from './held.ts';
import { jsonBytes } from './json.ts';
import { type LeftOut, leaving, notIn, toldOf } from './leaving.ts';
import { type Packed, zipBytes } from './package.ts';
import { sayer } from './say.ts';
import { slices } from './slices.ts';
import { plainCsv } from './tablesOf.ts';
import { answerLanguageOf, answerWords } from './words/languages.ts';

export const portableSchema = '/schemas/portable/1.json';

/** Whether a column is what the person provided, under a consent or a contract. */
export const isPortable = (table: string, column: string): boolean => {
  const found = catalogue[table]?.[column];
  return found?.portable === true && (found.basis === '6(1)(a)' || found.basis === '6(1)(b)');
};

/** From the person: what others gave of them is no part of it. */
const own = new Set(['person', 'registration', 'visit']);

type Members = Readonly<Record<string, unknown>>;

const only = (row: Members, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.map((name) => [name, row[name] ?? null]));

/** The members of the person's own entry; the company's name is the organisation's. */
export const personMembers = (
  ['name', 'email', 'phone', 'position', 'employerAddress', 'language', 'company'] as const
).filter((name) =>
  name === 'company' ? isPortable('organisations', 'name') : isPortable('persons', columnOf(name, 'text')),
);

/** By table, the members that are portable. */
export const portableNouns = personalNouns.flatMap((noun) => {
  const names = copied(noun)
    .filter(([name, kind]) => isPortable(...(noun.from?.[name] ?? [noun.table, columnOf(name, kind)])))
    .map(([name]) => name);
  return names.length > 0 ? [{ table: noun.table, members: names }] : [];
});

export const visitMembers = [
  ...['site', 'received', 'browser', 'browserMajor', 'os', 'device', 'language', 'referrer', 'page'],
] as const;
export const eventMembers = ['site', 'received', 'happened', 'event'] as const;

/** The rows, each with the id by which one is left out. */
const rowsOf = ({ register, visits, events }: AccessAnswer) => {
  const named = (rows: readonly Members[], members: readonly string[]) =>
    rows.map((row) => ({ ...only(row, members), id: row['id'] ?? null }));
  return {
    register: Object.fromEntries(
      portableNouns.map(({ table, members }) => {
        const theirs = (register[table] ?? []).filter(({ sources }) =>
          sources.every((one) => own.has(one.source)),
        );
        return [table, named(theirs, members)];
      }),
    ),
    visits: named(visits, visitMembers),
    events: named(events, eventMembers),
    pastValues: [],
  };
};

const foundOf = async (store: Store, controller: number, person: Uint8Array, now: number) =>
  accessAnswer(store, controller, await keptEntry(store, controller, person), now);

/** The first of the list of which this answer holds nothing, by its place; -1 where there is none. */
export const notPortable = async (
  store: Store,
  { clock }: Pick<World, 'clock'>,
  controller: number,
  person: Uint8Array | null,
  leftOut: readonly LeftOut[],
): Promise<number> => {
  if (leftOut.length === 0) return -1;
  const found = person && (await foundOf(store, controller, person, clock()));
  return found ? notIn(rowsOf(found), leftOut) : 0;
};

/** The data; undefined where nobody is known by this id. */
export const portableAnswer = async (
  store: Store,
  controller: number,
  person: Uint8Array,
  { now, publicUrl = '', leftOut = [] }: Pick<AnswerAsked, 'now' | 'publicUrl' | 'leftOut'>,
) => {
  const found = await foundOf(store, controller, person, now);
  if (!found) return undefined;
  const source = new Map(found.sources.map((one) => [one.field, one.source]));
  const isOwn = (field: string) => own.has(source.get(field) ?? 'person');
  const { register, visits, events } = leaving(rowsOf(found), leftOut);
  return {
    v: 1,
    schema: `${publicUrl}${portableSchema}`,
    made: found.made,
    controller: found.controller,
    person: only(
      Object.fromEntries(Object.entries(found.person).filter(([name]) => isOwn(name))),
      personMembers,
    ),
    ...Object.fromEntries(
      portableNouns.map(({ table, members }) => [
        table,
        (register[table] ?? []).map((row) => only(row, members)),
      ]),
    ),
    visits: visits.map((one) => only(one, visitMembers)),
    events: events.map((one) => only(one, eventMembers)),
    // What would harm others (GDPR 20(4)), and why: a table whose members are always the same.
    withheld: toldOf(leftOut).map((one) => ({ ...one, id: one.id ?? null })),
  };
};

export const portableForms = ['json', 'zip'] as const;
export type PortableForm = (typeof portableForms)[number];

/** The data as a file; undefined where nobody is known by this id. */
export const portableFile = async (
  store: Store,
  controller: number,
  person: Uint8Array,
  { form, ...asked }: AnswerAsked & { form: PortableForm },
): Promise<AnswerFile | undefined> => {
  const { now, language = answerLanguageOf(null) } = asked;
  const data = await portableAnswer(store, controller, person, asked);
  if (!data) return undefined;
  const name = `portable-${new Date(now).toISOString().slice(0, 10)}`;
  const json = await jsonBytes(data);
  if (form === 'json') return { name: `${name}.json`, type: 'application/json', body: json };
  const pause = slices();
  const words = answerWords(language);
  const { sayTime } = sayer(words);
  const readme = words.text.portableReadme(data.controller?.name ?? '', sayTime(data.made ?? ''));
  const files: Packed[] = [
    {
      name: 'readme.txt',
      bytes: Buffer.from(data.withheld.length > 0 ? readme + words.text.portableWithheld : readme),
    },
    { name: 'data.json', bytes: json },
  ];
  for (const [table, value] of Object.entries({ ...data, person: [data.person] })) {
    if (!Array.isArray(value) || value.length === 0) continue;
    const members = Object.keys(value[0] as object);
    files.push({ name: `${table}.csv`, bytes: await plainCsv({ members, rows: value }, pause) });
  }
  return { name: `${name}.zip`, type: 'application/zip', body: await zipBytes(files, now, pause) };
};

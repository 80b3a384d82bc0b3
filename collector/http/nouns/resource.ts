/** A noun of the register as a resource: what its calls look like and who may make them. */
import * as v from 'valibot';
import { source } from '../../../shared/register/source.ts';
import type { HookEvent } from '../../../shared/register/webhook.ts';
import { toUuid } from '../../bytes.ts';
import { columnOf, isReference, type Noun, type NounRow } from '../../register/noun.ts';
import { toWire } from '../../register/wire.ts';
import { maySee, type Role, roles } from '../../store/catalogue.ts';

export interface Resource {
  noun: Noun;
  /** Below /v1: `service-logs`. */
  path: string;
  /** One and many of it, in words. */
  words: readonly [one: string, many: string];
  /** The members that a client writes, with their checks. */
  members: v.ObjectEntries;
  /** Members that are said once, when a row is made, with their checks. */
  once?: v.ObjectEntries;
  /** Who may make and edit; who may read is the catalogue's to say. */
  writers: readonly Role[];
  /** Members by which the list can be narrowed, one at a time: an id, or text made comparable by the function. */
  filters?: Readonly<Record<string, 'id' | ((value: string) => string)>>;
  /** What webhooks are told when a row is made or changed; `as` is what the row's id is called there. */
  tells?: { made: HookEvent; changed: HookEvent; as?: string } | 'misuse';
  /** Rows are made and never edited, or neither: `list` alone. All by default. */
  calls?: readonly ('list' | 'get' | 'create' | 'edit')[];
  /** Whether rows can be read in from a file; true where nothing is said. */
  imported?: false;
}

/** Resources whose rows can be read in from a file: those that are made whole by their members. */
export const importable = (all: readonly Resource[]): Resource[] =>
  all.filter(
    ({ calls, once, imported }) =>
      once === undefined && imported !== false && (calls?.includes('create') ?? true),
  );

/** The members that a role sees, in order. */
export const visibleTo = ({ noun }: Resource, role: Role): string[] =>
  Object.entries({ ...noun.fields, ...noun.shown }).flatMap(([name, kind]) => {
    const [table, column] = noun.from?.[name] ?? [noun.table, columnOf(name, kind)];
    // Which person or organisation a row is about is seen by whoever sees anything of the row.
    return isReference(kind) || maySee(role, table, column) ? [name] : [];
  });

/** Roles that see anything of the noun beside what it refers to. */
export const readersOf = (resource: Resource): Role[] =>
  roles.filter((role) =>
    visibleTo(resource, role).some(
      (name) => !isReference({ ...resource.noun.fields, ...resource.noun.shown }[name]),
    ),
  );

/** A row as a role is shown it. */
export const shownTo = (resource: Resource, role: Role, row: NounRow): Record<string, unknown> => {
  const kinds = { ...resource.noun.fields, ...resource.noun.shown };
  return {
    id: toUuid(row.id),
    version: row.version,
    ...Object.fromEntries(
      visibleTo(resource, role).map((name) => [name, toWire(kinds[name] ?? 'text', row[name])]),
    ),
  };
};

const sourceOf = ({ noun }: Resource) =>
  noun.usualSource ? v.optional(source, { kind: noun.usualSource }) : source;

/** What makes a row. */
export const creating = (resource: Resource) =>
  v.object({ ...resource.members, ...resource.once, source: sourceOf(resource) });

/** What changes a row: the members that change, and where the new values come from. A missing member stays, null clears. */
export const editing = (resource: Resource) =>
  v.object({ ...v.partial(v.object(resource.members)).entries, source: sourceOf(resource) });

/** How a row is answered. */
export const answering = ({ members }: Resource) =>
  v.looseObject({
    id: v.string(),
    version: v.number(),
    ...Object.fromEntries(Object.keys(members).map((name) => [name, v.optional(v.unknown())])),
  });

/** A noun of the register: a table whose rows staff list, read, make and edit. Declared once; `records.ts` does the rest. */
import type { Source, SourceKind } from '../../shared/register/source.ts';
import type { Readable, Sql, Statement, Value, Values } from '../store/store.ts';
import type { World } from '../world.ts';

/**
 * What a member is on the wire and in the table: `time` is RFC 3339 text there and Unix milliseconds here, `flag` a boolean and 0
 * or 1, `json` any JSON and its text; the others are references: UUID text and 16 bytes, in the column `person_id` and so on, and
 * must be there, usable, at the same controller.
 */
export type FieldKind = 'text' | 'number' | 'time' | 'flag' | 'json' | Reference;

export const references = [
  'person',
  'organisation',
  'licence',
  'account',
  'activation',
  'recipient',
] as const;
export type Reference = (typeof references)[number];

export const isReference = (kind: FieldKind | undefined): kind is Reference =>
  references.some((one) => one === kind);

export type Fields = Readonly<Record<string, FieldKind>>;

/** A member with its value in the table. */
export type Columns = Readonly<Record<string, Value>>;

export interface Noun {
  table: string;
  /** Its column that identifies a row. */
  id: string;
  /** The members that a client writes, in the order in which they are shown; a member `licenceKey` is column `licence_key`. */
  fields: Fields;
  /** Members that are said when a row is made and never shown: what is kept of them is derived. */
  once?: Fields;
  /** Members that stay as they were made: another row corrects them. */
  fixed?: readonly string[];
  /** What of the members together cannot be: which member, and a sentence that says what to do. */
  wrong?(row: Columns): readonly [member: string, sentence: string] | undefined;
  /** Members that are shown only, after the others. */
  shown?: Fields;
  /** The table and column that a shown member comes from, where it is another than the noun's own; decides who sees it. */
  from?: Readonly<Record<string, readonly [table: string, column: string]>>;
  /** A row as its statements answer it, with what they cannot reckon: by the calendar. */
  reckoned?(row: NounRow): NounRow;
  /** Where values come from when the client does not say; without it a source must be named. */
  usualSource?: SourceKind;
  /** Which member names the person whom a row is about; `id` where the row is the person. */
  person?: 'person' | 'id';
  /** Whether that person may be restricted, pending or erased: `refusal` says who may be meant. */
  anybody?: true;
  /** The provenance of each member by itself, rather than of the row as a whole: where values arrive one by one. */
  sourceByField?: boolean;
  /** What statements need beside the members: keys to compare by. */
  derived?(row: Columns, controller: number): Columns;
  /**
   * What is against a row that would be made, or changed from `before`, by a rule beyond the shape of its members; whoever makes
   * rows by `makingOf` asks first. `by` is what it was made or changed by: where its values come from, unless that is a file.
   */
  refusal?(
    store: Readable,
    controller: number,
    row: Columns,
    by: { before?: NounRow; source?: Source },
  ): Promise<{ pointer: string; detail: string; problem?: 'consents-live' } | undefined>;
  /** What is written with a row, after it: an index of words, marks. `row` has the members as they are from now on. */
  beside?(
    at: { world: World; controller: number; id: Uint8Array; now: number; isNew: boolean },
    row: Columns,
  ): Statement[];
  /** Whether `beside` tells the journal: making and editing are answered when it is on disk there. */
  journalled?: true;
  /**
   * `:controller`, `:id`, `:now`, the members and what is derived; `on conflict do nothing returning 1 as done`, so that a row
   * that is there already is found out.
   */
  insert: Sql;
  /** As `insert`, with `:version`; only where the row has that version; `returning version`. */
  update: Sql;
  /** `:controller`, `:id`; columns `id`, `version` and the members by their names. Only where the person is usable. */
  one: Sql;
  /** `:controller`, `:after` (an id), `:most` and, but for `all`, the filter by its name; the same columns as `one`, in the order of ids. */
  pages: Readonly<{ all: Sql } & Record<string, Sql>>;
  /** Everything about a person for rights: `:controller`, `:person`, `:after` (an id), `:most`; usable or not. Same columns as `one`. */
  ofPerson?: Sql;
  /** What erasing a person does, in this order: `:controller`, `:person`. Nothing where the law keeps the rows. */
  erase?: readonly Sql[];
  /** Where a person may have thousands of rows: erases one, `:controller`, `:id`, so that erasing them all is no single long write. */
  eraseOne?: Sql;
  /** Whether a row stays when its person is erased, without them: it is a company's too. */
  outlives?(row: NounRow): boolean;
  /** What merging remembers, so that it can be undone: `:controller`, `:merge`, `:merged`. In the write, so that no row is missed. */
  remember?: Sql;
  /** What merging does after it: `:controller`, `:kept`, `:merged`. */
  reassign?: Sql;
  /** What undoing a merge does: `:controller`, `:kept`, `:merged`, `:id`. */
  giveBack?: Sql;
}

/** What rights must reach of a noun; enough where nobody makes or edits its rows by hand. */
export type PersonalRows = Pick<
  Noun,
  | 'table'
  | 'id'
  | 'fields'
  | 'shown'
  | 'from'
  | 'reckoned'
  | 'ofPerson'
  | 'erase'
  | 'eraseOne'
  | 'outlives'
  | 'remember'
  | 'reassign'
  | 'giveBack'
>;

/** A row of a noun as its statements answer it. */
export type NounRow = Readonly<Record<string, string | number | Uint8Array | null>> & {
  id: Uint8Array;
  version: number;
};

/** The column of a member. */
export const columnOf = (member: string, kind: FieldKind | undefined): string => {
  const plain = member.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return isReference(kind) ? `${plain}_id` : plain;
};

/** The values that a statement takes, out of those that are at hand. */
export const valuesFor = (sql: Sql, values: Values): Values =>
  Object.fromEntries(
    sql.names.map((name) => {
      const value = values[name];
      if (value === undefined) throw new Error(`Nothing is known for :${name} of ${sql.text.slice(0, 60)}…`);
      return [name, value];
    }),
  );

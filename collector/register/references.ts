/** Whether what a row refers to is there: at the same controller, and usable. */
import { must, type Readable, type Sql, type Statement, sql, statement } from '../store/store.ts';
import type { Columns, FieldKind, Noun, Reference } from './noun.ts';

const person = sql`select 1 as one from usable_persons where controller_id = :controller and person_id = :id`;
const organisation = sql`select 1 as one from organisations where controller_id = :controller and organisation_id = :id`;
const licence = sql`
  select 1 as one from licences l
  left join usable_persons p on p.controller_id = l.controller_id and p.person_id = l.person_id
  where l.controller_id = :controller and l.licence_id = :id and (l.person_id is null or l.organisation_id is not null or p.person_id is not null)`;
const account = sql`
  select 1 as one from accounts a
  join usable_persons p on p.controller_id = a.controller_id and p.person_id = a.person_id
  where a.controller_id = :controller and a.account_id = :id`;

const activation = sql`
  select 1 as one from activations a
  left join usable_persons p on p.controller_id = a.controller_id and p.person_id = a.person_id
  where a.controller_id = :controller and a.activation_id = :id and (a.person_id is null or p.person_id is not null)`;

const recipient = sql`
  select 1 as one from recipients where controller_id = :controller and recipient_id = :id`;

const found: Readonly<Partial<Record<FieldKind, Sql>>> = {
  person,
  organisation,
  licence,
  account,
  activation,
  recipient,
} satisfies Record<Reference, Sql>;

/** The first member that refers to nothing usable; undefined where all is well. */
export const danglingIn = async (
  store: Readable,
  controller: number,
  { fields, anybody }: Pick<Noun, 'fields' | 'anybody'>,
  row: Columns,
): Promise<string | undefined> => {
  for (const [name, kind] of Object.entries(fields)) {
    const look = kind === 'person' && anybody ? undefined : found[kind];
    const id = row[name];
    if (look && id instanceof Uint8Array && (await store.read(look, { controller, id })).length === 0)
      return name;
  }
  return undefined;
};

/** Answers a row where the person may be used: the condition of what is written about them. */
export const ifUsable = (controller: number, about: Uint8Array): Statement =>
  statement(person, { controller, id: about });

/** For a write about a person: nothing of it happens where they are erased, restricted or merged in the same moment. */
export const whileUsable = (controller: number, about: Uint8Array | null): Statement[] =>
  about === null ? [] : [must(ifUsable(controller, about))];

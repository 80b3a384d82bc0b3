/** Customers to test with: a person, a company; and what rights do to them, by the statements that rights run. */
import { fromUuid } from '../../collector/bytes.ts';
import { personalNouns } from '../../collector/register/nouns/personal.ts';
import { type Sql, sql, statement } from '../../collector/store/store.ts';
import type { TestCollector } from './collector.ts';

let serial = 0;

export interface Customers {
  /** Makes a row of a resource as support; its id. `source` is the person's own where none is given. */
  make(path: string, members: object): Promise<string>;
  person(change?: object): Promise<string>;
  company(change?: object): Promise<string>;
  /** What a list shows, narrowed by a filter such as `person=…`. */
  list(path: string, filter?: string): Promise<Record<string, unknown>[]>;
  /** Corrects a row with what was read before. */
  correct(path: string, id: string, change: object): Promise<Record<string, unknown>>;
  /** The access answer's rows of a table. */
  answered(person: string, table: string): Promise<Record<string, unknown>[]>;
  /** Erases what the nouns hold about the person. */
  erase(person: string): Promise<void>;
  set(state: 'restricted' | 'pending' | 'erased' | 'freed', person: string): Promise<void>;
}

const states: Record<string, Sql> = {
  restricted: sql`update persons set restricted = :now where controller_id = :controller and person_id = :person`,
  pending: sql`update persons set pending = :now where controller_id = :controller and person_id = :person`,
  erased: sql`update persons set erased = :now where controller_id = :controller and person_id = :person`,
  freed: sql`update persons set restricted = null, pending = null, erased = null
    where controller_id = :controller and person_id = :person and coalesce(restricted, 0) <= :now`,
};

export const customersOf = ({ call, controller, store, world }: TestCollector): Customers => {
  const make: Customers['make'] = async (path, members) => {
    const body = { source: { kind: 'person' }, ...members };
    const made = await call('support', 'POST', `/v1/${path}`, body);
    if (made.status !== 201) throw new Error(`${path}: ${made.status} ${JSON.stringify(made.body)}`);
    return made.body.id;
  };
  const run = (one: Sql, person: string, more: Record<string, number> = {}) =>
    store.write([statement(one, { controller: controller.id, person: fromUuid(person), ...more })]);
  return {
    make,
    person: (change = {}) => {
      serial += 1;
      return make('persons', { name: 'Aino Virtanen', email: `aino${serial}@example.fi`, ...change });
    },
    company: (change = {}) => {
      serial += 1;
      return make('organisations', { name: `Metsä ${serial} Oy`, ...change });
    },
    list: async (path, filter = '') => {
      const answer = await call('support', 'GET', `/v1/${path}?${filter}`);
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body.items;
    },
    correct: async (path, id, change) => {
      const { tag } = await call('support', 'GET', `/v1/${path}/${id}`);
      const body = { source: { kind: 'person' }, ...change };
      const done = await call('support', 'PATCH', `/v1/${path}/${id}`, body, { 'if-match': tag });
      if (done.status !== 200) throw new Error(`${path}: ${done.status} ${JSON.stringify(done.body)}`);
      return done.body;
    },
    answered: async (person, table) => {
      const { body } = await call('data_protection_officer', 'GET', `/v1/persons/${person}/access`);
      return (
        (body as unknown as { register: Record<string, Record<string, unknown>[]> }).register[table] ?? []
      );
    },
    erase: async (person) => {
      for (const one of personalNouns.flatMap(({ erase }) => erase ?? [])) await run(one, person);
    },
    set: async (state, person) => {
      await run(states[state] as Sql, person, { now: world.clock() });
    },
  };
};

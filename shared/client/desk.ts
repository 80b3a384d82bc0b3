/** The client's calls about who may act: staff, their keys, customer companies, instructions. */
import type { Client } from './client.ts';
import type {
  Commitment,
  Controller,
  ControllerChange,
  Enrolment,
  Instruction,
  Key,
  Member,
  MemberChange,
  NewController,
  NewInstruction,
  NewKey,
  NewMember,
  Rotation,
} from './deskTypes.ts';
import { allOf, type Page, type Paged, queryOf } from './pages.ts';

/** What every one of them has. */
interface Reads<Row, Id> {
  list(paged?: Paged): Promise<Page<Row>>;
  /** All rows, page by page. */
  all(paged?: Paged): AsyncGenerator<Row>;
  get(id: Id): Promise<Row>;
}

export interface Desk {
  staff: Reads<Member, number> & {
    create(member: NewMember): Promise<Member>;
    /** In the version that you read; rejects with status 412 where it has changed since. */
    edit(member: Pick<Member, 'id' | 'version'>, change: MemberChange): Promise<Member>;
    /** Records their commitment to confidentiality, without which they may do nothing. */
    commit(id: number, commitment?: Commitment): Promise<Member>;
    /** A token by which they choose a password and an authenticator; shown once. */
    enrol(id: number): Promise<Enrolment>;
    /** With their keys and sessions, at once. */
    end(id: number): Promise<Member>;
  };
  keys: Reads<Key, string> & {
    /** `key` is in this answer and in no other. */
    create(key: NewKey): Promise<Key & { key: string }>;
    rotate(id: string, rotation?: Rotation): Promise<Key & { key: string }>;
    end(id: string): Promise<Key>;
  };
  instructions: Reads<Instruction, string> & {
    create(instruction: NewInstruction): Promise<Instruction>;
    revoke(id: string): Promise<Instruction>;
  };
  controllers: Reads<Controller, number> & {
    create(controller: NewController): Promise<Controller & { enrolment: Enrolment & { staff: number } }>;
    edit(controller: Pick<Controller, 'number' | 'version'>, change: ControllerChange): Promise<Controller>;
    /** Another token for its first administrator, while nobody may act there yet. */
    enrol(number: number): Promise<Enrolment & { staff: number }>;
  };
}

/** The calls, by a client's `call`. */
export const desk = (call: Client['call']): Desk => {
  // What comes is what the collector's own schemas and routes say.
  const answered = <Row>(method: string, path: string, body?: unknown, headers = {}): Promise<Row> =>
    call(method, path, body, headers) as Promise<Row>;
  const reads = <Row, Id extends string | number>(path: string): Reads<Row, Id> => {
    const list: Reads<Row, Id>['list'] = (paged) => answered('GET', `${path}${queryOf(paged)}`);
    return {
      list,
      all: (paged) => allOf(list, paged),
      get: (id) => answered('GET', `${path}/${id}`),
    };
  };
  const matching = (version: number) => ({ 'If-Match': `"${version}"` });
  return {
    staff: {
      ...reads('staff'),
      create: (member) => answered('POST', 'staff', member),
      edit: ({ id, version }, change) => answered('PATCH', `staff/${id}`, change, matching(version)),
      commit: (id, commitment = {}) => answered('POST', `staff/${id}/commitment`, commitment),
      enrol: (id) => answered('POST', `staff/${id}/enrolment`),
      end: (id) => answered('POST', `staff/${id}/end`),
    },
    keys: {
      ...reads('keys'),
      create: (key) => answered('POST', 'keys', key),
      rotate: (id, rotation = {}) => answered('POST', `keys/${id}/rotation`, rotation),
      end: (id) => answered('POST', `keys/${id}/end`),
    },
    instructions: {
      ...reads('instructions'),
      create: (instruction) => answered('POST', 'instructions', instruction),
      revoke: (id) => answered('POST', `instructions/${id}/revocation`),
    },
    controllers: {
      ...reads('controllers'),
      create: (controller) => answered('POST', 'controllers', controller),
      edit: ({ number, version }, change) =>
        answered('PATCH', `controllers/${number}`, change, matching(version)),
      enrol: (number) => answered('POST', `controllers/${number}/enrolment`),
    },
  };
};

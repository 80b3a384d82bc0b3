/** Whom the controller must still tell that it holds what others gave of them (GDPR 14), earliest due first. */
import { toUuid } from '../bytes.ts';
import { must, type Readable, type Statement, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Actor } from './actor.ts';
import { actOn } from './recordEvents.ts';

const due = sql`
  select i.person_id as person, p.name, p.email, s.source, s.obtained, s.permission, i.due
  from informing i
  join usable_persons p on p.controller_id = i.controller_id and p.person_id = i.person_id
  join provenance s on s.controller_id = i.controller_id and s.provenance_id = i.provenance_id
  where i.controller_id = :controller and i.told is null
    and i.due >= :due and (i.due > :due or i.person_id > :after)
  order by i.due, i.person_id
  limit :most`;
const tell = sql`
  update informing set told = :told
  where controller_id = :controller and person_id = :person and told is null
  returning due`;

/** One person to be told; times are Unix milliseconds. */
export interface ToTell {
  person: Uint8Array;
  name: string | null;
  email: string | null;
  source: string;
  obtained: number;
  permission: string | null;
  due: number;
}

/** At most `most` after one of them: by when it is due, then by person. */
export const toBeTold = (
  store: Readable,
  controller: number,
  after: { due: number; person: Uint8Array },
  most: number,
) => store.read<ToTell>(due, { controller, due: after.due, after: after.person, most });

/** The person was told, at `told`, of everything that others gave so far; there must be something to tell. */
export const toldPerson = (
  world: Pick<World, 'clock' | 'random'>,
  actor: Actor,
  person: Uint8Array,
  told: number,
): Statement[] => [
  must(statement(tell, { controller: actor.controller, person, told })),
  ...actOn(world, actor, 'person-informed', { person: toUuid(person), told }),
];

/** What a webhook was told lately, and what became of it. */
import { type Readable, sql } from '../store/store.ts';

export interface Delivery {
  id: Uint8Array;
  event: string;
  state: string;
  attempts: number;
  created: number;
  /** When it is tried again; nothing where it has ended. */
  due: number;
  ended: number | null;
  problem: string | null;
}

const latest = sql`
  select message_id as id, template as event, state, attempts, created, due, ended, problem from messages
  where controller_id = :controller and webhook_id = :webhook and message_id < :before
  order by message_id desc
  limit :most`;

/** The newest first, those before an id. */
export const deliveriesOf = (
  store: Readable,
  controller: number,
  webhook: Uint8Array,
  { before, most }: { before: Uint8Array; most: number },
): Promise<Delivery[]> => store.read(latest, { controller, webhook, before, most });

/** Visitors whose consents have all ended so long ago that their proof may go (FACTS 5.7). */

import { lapseVisitor } from '../ledger/ended.ts';
import { noteErased } from '../ledger/erased.ts';
import { type Store, sql } from '../store/store.ts';
import { endConsents } from './consents.ts';

// A grant ends by itself after the site's days, a refusal or withdrawal when it was received; decisions that no answer cites
// belong to an id that was signed out, and hold no longer than a grant could have. Ids begin with the time at which the
// browser made its key, so that few of those that still consent are looked at.
const found = sql`
  select visitor_id as visitor, max(ended) as ended
  from (
    select a.visitor_id, l.received + case when a.granted = 1 then cast(:lasts as bigint) else 0 end as ended
    from answers a
    join ledger l on l.controller_id = a.controller_id and l.number = a.number
    where a.controller_id = :controller and a.visitor_id < :before and a.visitor_id > :after
    union all
    select p.visitor_id, l.received + cast(:lasts as bigint) as ended
    from past_decisions p
    join ledger l on l.controller_id = p.controller_id and l.number = p.number
    where p.controller_id = :controller and p.visitor_id < :before and p.visitor_id > :after
      and not exists (select 1 from answers a
        where a.controller_id = p.controller_id and a.visitor_id = p.visitor_id)
  ) e
  where not exists (select 1 from ended_visitors x
    where x.controller_id = :controller and x.visitor_id = e.visitor_id)
  group by visitor_id
  having max(ended) <= :bound
  order by visitor_id
  limit :most`;

/** The smallest id of a time, for comparing: its six bytes, then nothing. */
const idAt = (time: number): Uint8Array => {
  const id = new Uint8Array(16);
  new DataView(id.buffer).setUint32(2, time % 2 ** 32);
  new DataView(id.buffer).setUint16(0, Math.floor(time / 2 ** 32));
  return id;
};

export interface Lapsing {
  controller: number;
  /** The longest that a grant of any of the controller's sites lasts, in milliseconds. */
  lasts: number;
  /** The longest that proof of any of them is kept, in milliseconds. */
  proof: number;
}

/** Ends the visitors whose proof may go now; blanking it is the next step. How many there were. */
export const lapseVisitors = async (
  store: Store,
  { controller, lasts, proof }: Lapsing,
  now: number,
  stopped: () => boolean,
  most = 200,
): Promise<number> => {
  let lapsed = 0;
  let after: Uint8Array = new Uint8Array(16);
  const bound = now - proof;
  while (!stopped()) {
    const rows = await store.readApart<{ visitor: Uint8Array; ended: number }>(found, {
      ...{ controller, lasts, bound, after, most },
      before: idAt(bound),
    });
    if (rows.length > 0)
      await store.write(
        [
          ...rows.flatMap(({ visitor, ended }) => [
            ...endConsents(controller, visitor),
            ...lapseVisitor({ controller, visitor, ended, until: now }),
          ]),
          noteErased(controller),
        ],
        'import',
      );
    lapsed += rows.length;
    if (rows.length < most) break;
    after = rows.at(-1)?.visitor ?? after;
  }
  return lapsed;
};

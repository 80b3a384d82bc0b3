/** A request that had ended, ended again on a restored database: it is not answered twice, and who was forgotten does not come back. */
import { fromUuid } from '../../bytes.ts';
import type { RequestEntry } from '../../ledger/requestEntry.ts';
import { nobody } from '../../register/actor.ts';
import { ifFound, type Statement, sql, statement } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { endingKinds } from './ending.ts';
import { stepped } from './steps.ts';

const end = sql`
  update requests
  set state = :state, ended = :received, ground = :ground,
    name = case when cast(:forget as bigint) = 1 then null else name end, email = case when cast(:forget as bigint) = 1 then null else email end,
    email_key = case when cast(:forget as bigint) = 1 then null else email_key end,
    details = case when cast(:forget as bigint) = 1 then null else details end,
    proof_note = case when cast(:forget as bigint) = 1 then null else proof_note end, version = version + 1
  where controller_id = :controller and request_id = :request and ended is null
  returning version`;

/** The statements; nothing where the backup does not know it, or it has ended there too. They are a write of their own. */
export const requestEndedAgain = (world: World, entry: RequestEntry): Statement[] => {
  const { controller, state, ground, forget, received } = entry;
  const request = fromUuid(entry.request);
  const then = { ...world, clock: () => received };
  return [
    statement(end, { controller, request, state, ground, forget: forget ? 1 : 0, received }),
    ...stepped(then, nobody(controller), request, state, endingKinds[state], {
      ...(ground && { ground }),
    }).map((one) => ifFound(0, one)),
  ];
};

/** The other half of article 12(5): a reasonable fee for what is unfounded or excessive, told with reasons before anything is done. */
import type { Actor } from '../../register/actor.ts';
import { type Statement, type Store, sql } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { lettersTo, requestWords } from './letters.ts';
import { personNow } from './prove.ts';
import type { FeeGround, FeeSettled, Request } from './request.ts';
import { type Making, moved, stepped } from './steps.ts';
import { toldStep } from './told.ts';

const tell = sql`
  update requests
  set fee = :amount, fee_currency = :currency, fee_ground = :ground, fee_reason = :reason, fee_told = :now, version = version + 1
  where controller_id = :controller and request_id = :request and state in ('verified', 'in_progress') and fee_told is null
  returning version`;
const settle = sql`
  update requests set fee_settled = :how, version = version + 1
  where controller_id = :controller and request_id = :request and ended is null and fee_told is not null and fee_settled is null
  returning version`;

export interface Fee {
  ground: FeeGround;
  /** In the smallest unit of the currency. */
  amount: number;
  currency: string;
  /** As the person is told it. */
  reason: string;
}

export const tellFee = (world: Making, actor: Actor, request: Uint8Array, fee: Fee): Statement[] => {
  const { ground, amount, currency, reason } = fee;
  return [
    moved(actor, request, tell, { ground, amount, currency, reason, now: world.clock() }),
    ...stepped(world, actor, request, 'fee_told', 'request-fee-told', { ground, amount, currency }),
    toldStep(world, actor, request, { to: 'fee_told', ground, amount, currency, reason }),
  ];
};

export const settleFee = (world: Making, actor: Actor, request: Uint8Array, how: FeeSettled): Statement[] => [
  moved(actor, request, settle, { how }),
  ...stepped(world, actor, request, 'fee_settled', 'request-fee-settled', { how }),
  toldStep(world, actor, request, { to: 'fee_settled', how }),
];

/** Whether nothing may be done before somebody has paid, or it was waived. */
export const isFeeOpen = ({ feeTold, feeSettled }: Pick<Request, 'feeTold' | 'feeSettled'>): boolean =>
  feeTold !== null && feeSettled === null;

/** Tells of a fee and why; throws `Unmet` where the request is not open, or one was told before. */
export const askFee = async (
  store: Store,
  world: World,
  actor: Actor,
  found: Request,
  fee: Fee,
): Promise<void> => {
  const person = await personNow(store, actor.controller, found.person, found.kind);
  const write = await lettersTo(store, world, actor.controller, { ...found, person });
  const words = requestWords(found.language);
  const sum = new Intl.NumberFormat(words.language, { style: 'currency', currency: fee.currency });
  const digits = sum.resolvedOptions().maximumFractionDigits ?? 2;
  const letter = words.fee(
    words.kinds[found.kind],
    found.reference,
    words.grounds[fee.ground],
    fee.reason,
    sum.format(fee.amount / 10 ** digits),
  );
  await store.write([
    ...tellFee(world, actor, found.id, fee),
    ...write('request_fee', letter, { complaint: 'usual' }),
  ]);
};

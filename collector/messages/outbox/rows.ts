/** Messages that wait, taken to be sent, and what became of them. All of it gives way to visitors' writes. */
import { type Readable, type Statement, type Store, sql, statement } from '../../store/store.ts';

export const messageKinds = ['email', 'webhook'] as const;
export type MessageKind = (typeof messageKinds)[number];

/** A message that this process sends. */
export interface Claimed {
  controller: number;
  message: Uint8Array;
  template: string;
  webhook: Uint8Array | null;
  permission: Uint8Array | null;
  recipient: string | null;
  body: string | null;
  created: number;
  /** When it was tried first. */
  tried: number;
  /** This time included. */
  attempts: number;
}

const due = sql`
  select message_id as message from messages
  where controller_id = :controller and kind = :kind and state = 'waiting' and campaign_id is null and due <= :now
  order by due
  limit :most`;
const dueInCampaigns = sql`
  select message_id as message from messages
  where controller_id = :controller and state = 'waiting' and campaign_id is not null and due <= :now
  order by due
  limit :most`;
// Whoever comes second finds it not due any more: no two processes send the same.
const claim = sql`
  update messages set claimed = :now, due = :until, attempts = attempts + 1, tried = coalesce(tried, :now)
  where controller_id = :controller and message_id = :message and state = 'waiting' and due <= :now
  returning message_id as message, template, webhook_id as webhook, permission_id as permission, recipient, body, created, tried,
    attempts`;

/**
 * Takes at most so many that are due, those of campaigns last: nobody waits for them. Until `until` nobody else takes them,
 * not even after a crash.
 */
export const claimDue = async (
  store: Store,
  {
    controller,
    kind,
    now,
    until,
    most,
  }: Record<'controller' | 'now' | 'until' | 'most', number> & {
    kind: MessageKind;
  },
): Promise<Claimed[]> => {
  const found = await store.read<{ message: Uint8Array }>(due, { controller, kind, now, most });
  const left = most - found.length;
  if (kind === 'email' && left > 0)
    found.push(
      ...(await store.read<{ message: Uint8Array }>(dueInCampaigns, { controller, now, most: left })),
    );
  if (found.length === 0) return [];
  const rows = await store.write(
    found.map(({ message }) => statement(claim, { controller, message, now, until })),
    'import',
  );
  return rows.flat().map((row) => ({ ...(row as unknown as Omit<Claimed, 'controller'>), controller }));
};

/** How a message ended. */
export type Ending = 'sent' | 'failed' | 'dropped';

// What it said and to whom is needed no more; that it was sent, and when, is told in access answers.
const end = sql`
  update messages set state = :state, ended = :now, problem = :problem, claimed = null, body = null, recipient = null
  where controller_id = :controller and message_id = :message and state = 'waiting'`;

/** The message has ended. */
export const endMessage = (
  { controller, message }: Pick<Claimed, 'controller' | 'message'>,
  state: Ending,
  now: number,
  problem: string | null = null,
): Statement => statement(end, { controller, message, state, now, problem });

const putOff = sql`
  update messages set due = :due, claimed = null, problem = :problem
  where controller_id = :controller and message_id = :message and state = 'waiting'`;
const giveBack = sql`
  update messages
  set due = :due, claimed = null, attempts = attempts - 1, tried = case when attempts = 1 then null else tried end
  where controller_id = :controller and message_id = :message and state = 'waiting'`;

/** It is tried again then. */
export const tryLater = ({ controller, message }: Claimed, later: number, problem: string): Statement =>
  statement(putOff, { controller, message, due: later, problem });

/** It was not tried after all. */
export const untried = ({ controller, message }: Claimed, later: number): Statement =>
  statement(giveBack, { controller, message, due: later });

const recover = sql`
  update messages set due = :now, claimed = null
  where controller_id = :controller and kind in ('email', 'webhook') and state = 'waiting' and campaign_id is null
    and claimed is not null`;
const recoverCampaigns = sql`
  update messages set due = :now, claimed = null
  where controller_id = :controller and state = 'waiting' and campaign_id is not null and claimed is not null and due > :now`;

/**
 * Takes up what a process that has died was sending. What the other side has taken of it comes there a second time, and no
 * more often; its id is the same. Only where no other process works on the same database.
 */
export const takeUp = (controller: number, now: number): Statement[] => [
  statement(recover, { controller, now }),
  statement(recoverCampaigns, { controller, now }),
];

const count = sql`
  select kind, count(*) as messages from messages
  where controller_id = :controller and state = 'waiting' and campaign_id is null and kind in ('email', 'webhook')
  group by kind
  union all
  select 'email' as kind, count(*) as messages from messages
  where controller_id = :controller and state = 'waiting' and campaign_id is not null and due > 0`;

/** Messages of the controller that wait, by kind. */
export const countWaiting = (
  store: Readable,
  controller: number,
): Promise<{ kind: MessageKind; messages: number }[]> => store.read(count, { controller });

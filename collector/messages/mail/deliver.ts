/** Sends one e-mail of the outbox, if it may still go. */
import { type Readable, sql } from '../../store/store.ts';
import type { World } from '../../world.ts';
import type { Outcome } from '../outbox/outcome.ts';
import { whyNot } from '../outbox/permitted.ts';
import type { Claimed } from '../outbox/rows.ts';
import { compose, type Writer } from './compose.ts';
import type { Smtp } from './smtp.ts';

const writerOf = sql`select name, contact from controllers where controller_id = :controller`;

export interface MailNeeds {
  store: Readable;
  world: Pick<World, 'clock' | 'suppressionKeys'>;
  smtp: Pick<Smtp, 'send'>;
  /** The address that all mail comes from. */
  from: string;
}

export const deliverMail = async (
  { store, world, smtp, from }: MailNeeds,
  message: Claimed,
): Promise<Outcome> => {
  const [writer] = await store.read<Writer>(writerOf, { controller: message.controller });
  const mail = writer && compose(message, writer, from, world.clock());
  if (!mail) return { outcome: 'failed', problem: 'bad-address' };
  // Last: an objection takes effect in the same second.
  const hindered = await whyNot(store, world, message);
  return hindered === undefined ? smtp.send(mail) : { outcome: 'dropped', problem: hindered };
};

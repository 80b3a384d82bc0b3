/**
 * What a recipient is given data on runs out: the agreement (GDPR 28(3)), the transfer tool (44-46). Staff are told a month
 * before, once for each end; from the end on nothing is disclosed to it.
 */
import { dayIn } from '../messages/campaigns/words/spoken.ts';
import { writeLetter } from '../messages/mail/letter.ts';
import { recipientWords } from '../messages/mail/words/recipients/words.ts';
import { queueMail } from '../messages/outbox/queue.ts';
import { listControllers, senderOf } from '../register/controllers.ts';
import { controllerLanguage } from '../register/officers.ts';
import { done } from '../register/tried.ts';
import { must, type Readable, type Store, sql, statement } from '../store/store.ts';
import type { World } from '../world.ts';
import { remindedOf } from './reminded.ts';

/** How long before the end staff are told. */
const ahead = 30 * 86_400_000;

// Recipients are few: companies, not persons.
const ending = sql`
  select recipient_id as id, name, version, agreement_until as "agreementUntil", tool_until as "toolUntil",
    agreement_reminded as "agreementReminded", tool_reminded as "toolReminded"
  from recipients
  where controller_id = :controller and (ended is null or ended > :now) and (agreement_until <= :soon or tool_until <= :soon)
  order by recipient_id`;
const remember = sql`
  update recipients set agreement_reminded = :agreement, tool_reminded = :tool
  where controller_id = :controller and recipient_id = :id and version = :version
    and (agreement_reminded is distinct from :agreement or tool_reminded is distinct from :tool)
  returning 1 as done`;

interface Ending {
  id: Uint8Array;
  name: string;
  version: number;
  agreementUntil: number | null;
  toolUntil: number | null;
  agreementReminded: number | null;
  toolReminded: number | null;
}

const endingAt = (store: Readable, controller: number, now: number): Promise<Ending[]> =>
  store.read<Ending>(ending, { controller, now, soon: now + ahead });

const remindOf = async (store: Store, world: World, controller: number, one: Ending): Promise<boolean> => {
  const { id, name, version } = one;
  const now = world.clock();
  const near = (until: number | null) => until !== null && until <= now + ahead;
  const agreement = near(one.agreementUntil) ? one.agreementUntil : one.agreementReminded;
  const tool = near(one.toolUntil) ? one.toolUntil : one.toolReminded;
  // What they were told of already is not told again beside the other.
  const ends = [
    { what: 'agreement' as const, until: agreement, told: one.agreementReminded },
    { what: 'tool' as const, until: tool, told: one.toolReminded },
  ].flatMap(({ what, until, told }) => (until === null || until === told ? [] : [{ what, until }]));
  if (ends.length === 0) return false;
  const sender = await senderOf(store, controller);
  const usual = await controllerLanguage(store, controller);
  const readers = await remindedOf(store, controller, sender.contact);
  return done(store, [
    must(statement(remember, { controller, id, version, agreement, tool })),
    ...readers.map(({ email, language }) => {
      const words = recipientWords(language, usual, 'fi');
      const letter = words.ending(
        name,
        ends.map(({ what, until }) => ({ what, day: dayIn(words.language, until), isOver: until <= now })),
      );
      return queueMail(world, {
        controller,
        template: 'recipient_reminder',
        person: null,
        to: email,
        ...writeLetter({ ...letter, language: words.language, controller: sender }),
      });
    }),
  ]);
};

/** Reminds whoever must be; each end once. Answers how many recipients it was of. */
export const remindOfGrounds = async (
  store: Store,
  world: World,
  stopped: () => boolean = () => false,
): Promise<number> => {
  let reminded = 0;
  for (const controller of await listControllers(store))
    for (const one of await endingAt(store, controller, world.clock()))
      if (!stopped() && (await remindOf(store, world, controller, one))) reminded += 1;
  return reminded;
};

/** Recipients whose ground ends within the month or has ended, and those whose has ended: for the metrics. */
export const groundCounts = async (
  store: Readable,
  controller: number,
  now: number,
): Promise<{ open: number; overdue: number }> => {
  const found = await endingAt(store, controller, now);
  const isOver = ({ agreementUntil, toolUntil }: Ending) =>
    [agreementUntil, toolUntil].some((until) => until !== null && until <= now);
  return { open: found.length, overdue: found.filter(isOver).length };
};

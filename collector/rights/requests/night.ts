/** What time does to requests: nobody proved who they are; the day comes near; two years are over. */
import { remindedOf } from '../../duties/reminded.ts';
import { dayIn } from '../../messages/campaigns/words/spoken.ts';
import { writeLetter } from '../../messages/mail/letter.ts';
import { hooksFor } from '../../messages/outbox/hooks.ts';
import { queueMail } from '../../messages/outbox/queue.ts';
import { nobody } from '../../register/actor.ts';
import { listControllers, senderOf } from '../../register/controllers.ts';
import { controllerLanguage } from '../../register/officers.ts';
import { done } from '../../register/tried.ts';
import { must, type Readable, type Store, sql, statement, Unmet } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { endRequest } from './ending.ts';
import { requestWords } from './letters.ts';
import { proofLife } from './link.ts';
import { liftDecided } from './objecting.ts';
import { openRequests, type Request } from './request.ts';

const day = 86_400_000;
/** Staff are reminded a week before, two days before, and when it is late. Milliseconds before the request is due. */
const reminders = [7 * day, 2 * day, 0];
const atOnce = 100;

const unproven = sql`
  select request_id as id from requests
  where controller_id = :controller and ended is null and due > 0 and state = 'received' and way = 'form'
    and verified is null and asked <= :before
  order by due
  limit :most`;
const remind = sql`
  update requests set reminded = :count
  where controller_id = :controller and request_id = :request and reminded < :count and ended is null
  returning 1 as done`;
const late = sql`
  select count(*) as late from requests where controller_id = :controller and ended is null and due < :now
    and state in ('received', 'verified', 'in_progress')`;
const open = sql`select count(*) as waiting from requests where controller_id = :controller and ended is null and due > 0`;

/** Ends what nobody confirmed within 48 hours, and forgets who was named. */
const lapse = async (store: Store, world: World, controller: number): Promise<void> => {
  const before = world.clock() - proofLife;
  for (;;) {
    const found = await store.read<{ id: Uint8Array }>(unproven, { controller, before, most: atOnce });
    for (const { id } of found)
      await store
        .write(endRequest(world, nobody(controller), id, { state: 'lapsed', forget: true }), 'import')
        .catch((error: unknown) => {
          // Confirmed in the meantime.
          if (!(error instanceof Unmet)) throw error;
        });
    if (found.length < atOnce) return;
  }
};

const remindOf = async (
  store: Store,
  world: World,
  controller: number,
  { id, reference, kind, due }: Request,
  count: number,
): Promise<void> => {
  const sender = await senderOf(store, controller);
  const usual = await controllerLanguage(store, controller);
  const isLate = count === reminders.length;
  const readers = await remindedOf(store, controller, sender.contact);
  await done(store, [
    must(statement(remind, { controller, request: id, count })),
    ...readers.map(({ email, language }) => {
      const words = requestWords(language, usual, 'fi');
      const letter = words.reminder(reference, words.kinds[kind], dayIn(words.language, due), isLate);
      return queueMail(world, {
        controller,
        template: 'request_reminder',
        person: null,
        to: email,
        ...writeLetter({ ...letter, language: words.language, controller: sender }),
      });
    }),
    ...(isLate ? await hooksFor(store, world, controller, 'request.overdue', { request: id, kind }) : []),
  ]);
};

/** Lapses, reminds, and ends restrictions whose day has come; leaves off early where `stopped()`. Again is harmless. */
export const requestsByTime = async (
  store: Store,
  world: World,
  stopped: () => boolean = () => false,
): Promise<void> => {
  for (const controller of await listControllers(store)) {
    await lapse(store, world, controller);
    await liftDecided(store, world, controller, stopped);
    let after: { due: number; id: Uint8Array } = { due: 0, id: new Uint8Array(0) };
    for (;;) {
      const page = await openRequests(store, controller, after, atOnce);
      const now = world.clock();
      for (const request of page) {
        if (stopped()) return;
        const count = reminders.filter((before) => now > request.due - before).length;
        const waits = request.state === 'received' && request.way === 'form' && request.verified === null;
        if (count > request.reminded && !waits) await remindOf(store, world, controller, request, count);
      }
      const last = page.at(-1);
      // Sorted by the day: from here on nothing is near.
      if (!last || page.length < atOnce || last.due - now > (reminders[0] ?? 0)) break;
      after = { due: last.due, id: last.id };
    }
  }
};

/** Open requests, and those whose time is over: for the metrics. */
export const requestCounts = async (
  store: Readable,
  controller: number,
  now: number,
): Promise<{ open: number; overdue: number }> => {
  const [[some], [gone]] = await Promise.all([
    store.read<{ waiting: number }>(open, { controller }),
    store.read<{ late: number }>(late, { controller, now }),
  ]);
  return { open: some?.waiting ?? 0, overdue: gone?.late ?? 0 };
};

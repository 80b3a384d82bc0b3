/** The ledger's checkpoint, handed out daily to each controller (DESIGN section 3): kept elsewhere, it finds a rewritten ledger out. */
import { emailPattern } from '../../shared/contact.ts';
import { headOf, publishedNote } from '../ledger/heads.ts';
import { nobody } from '../register/actor.ts';
import { listControllers } from '../register/controllers.ts';
import { controllerLanguage } from '../register/officers.ts';
import { actEvent } from '../register/recordEvents.ts';
import { must, type Readable, type Store, sql, statement, Unmet } from '../store/store.ts';
import type { World } from '../world.ts';
import { mailWords, writeLetter } from './mail/letter.ts';
import { hooksFor } from './outbox/hooks.ts';
import { queueMail } from './outbox/queue.ts';

const who = sql`select name, contact from controllers where controller_id = :controller`;
// Once a day, whichever process comes first, and after any restart.
const remember = sql`
  insert into marks (controller_id, name, value) values (:controller, 'checkpoint-told', :day)
  on conflict (controller_id, name) do update set value = excluded.value where marks.value <> excluded.value
  returning 1 as done`;
const known = sql`select value from marks where controller_id = :controller and name = 'checkpoint-told'`;

const isTold = async (store: Readable, controller: number, day: Uint8Array): Promise<boolean> => {
  const [row] = await store.read<{ value: Uint8Array }>(known, { controller });
  return row !== undefined && Buffer.compare(row.value, day) === 0;
};

const tell = async (store: Store, world: World, controller: number, mails: boolean): Promise<boolean> => {
  const day = new Date(world.clock()).toISOString().slice(0, 10);
  const mark = Buffer.from(day);
  if (await isTold(store, controller, mark)) return false;
  const head = await headOf(store, controller);
  const [decider] = await store.read<{ name: string; contact: string }>(who, { controller });
  if (!head || !decider) return false;
  const note = publishedNote(head);
  const words = mailWords(await controllerLanguage(store, controller));
  const { name, contact } = decider;
  const told = [
    ...(mails && emailPattern.test(contact)
      ? [
          queueMail(world, {
            controller,
            template: 'checkpoint',
            person: null,
            to: contact,
            ...writeLetter({
              ...words.checkpoint(name, day),
              language: words.language,
              controller: decider,
              verbatim: note,
            }),
          }),
        ]
      : []),
    ...(await hooksFor(store, world, controller, 'ledger.checkpoint', { size: head.size, checkpoint: note })),
  ];
  if (told.length === 0) return false;
  const about = { size: head.size, origin: head.origin };
  try {
    await store.write(
      [
        must(statement(remember, { controller, day: mark })),
        ...told,
        actEvent(world, nobody(controller), 'checkpoint-told', about),
      ],
      'import',
    );
    return true;
  } catch (error) {
    if (error instanceof Unmet) return false;
    throw error;
  }
};

/** Tells each controller, if it was not told today. `mails`: whether e-mails can be sent. Answers how many were told. */
export const tellCheckpoints = async (
  store: Store,
  world: World,
  mails: boolean,
  stopped: () => boolean = () => false,
): Promise<number> => {
  let told = 0;
  for (const controller of await listControllers(store))
    if (!stopped() && (await tell(store, world, controller, mails))) told += 1;
  return told;
};

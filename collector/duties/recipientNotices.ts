/** Telling recipients of a person's correction, erasure or restriction (GDPR 19): a notice each, and an e-mail where it has an address. */
import { toUuid } from '../bytes.ts';
import { dayOf } from '../calendar/day.ts';
import { oneMonthAfter } from '../calendar/deadlines.ts';
import { newId } from '../ids.ts';
import { mailWords, writeLetter } from '../messages/mail/letter.ts';
import { type RecipientAct, recipientWords } from '../messages/mail/words/recipients/words.ts';
import { queueMail } from '../messages/outbox/queue.ts';
import type { Actor } from '../register/actor.ts';
import { senderOf } from '../register/controllers.ts';
import { recipientNotice } from '../register/nouns/recipientNotices.ts';
import { actOn } from '../register/recordEvents.ts';
import { must, type Readable, type Statement, type Store, sql, statement, Unmet } from '../store/store.ts';
import type { World } from '../world.ts';

const given = sql`
  select d.recipient_id as recipient, r.contact, r.country, d.categories, max(d.known_as) as "knownAs", min(d.disclosed) as since,
    count(*) as times
  from disclosures d
  join recipients r on r.controller_id = d.controller_id and r.recipient_id = d.recipient_id
  where d.controller_id = :controller and d.person_id = :person and d.refused is null
  group by d.recipient_id, r.contact, r.country, d.categories
  order by d.recipient_id`;
const insert = sql`
  insert into recipient_notices (controller_id, notice_id, person_id, recipient_id, act, known_as, due, mailed, message_id, created,
    version)
  values (:controller, :notice, :person, :recipient, :act, :knownAs, :due, :mailed, :message, :now, 1)`;
// Whoever was given something since the recipients were read must be told as well.
const nobodyMissed = sql`
  select 1 as one from controllers
  where controller_id = :controller and :times = (
    select count(*) from disclosures d
    where d.controller_id = :controller and d.person_id = :person and d.refused is null)`;
const tell = sql`
  update recipient_notices set told = :told, version = version + 1
  where controller_id = :controller and notice_id = :notice and told is null and created <= :told
  returning 1 as done`;

const counts = sql`
  select count(*) as open, coalesce(sum(case when due < :now then 1 else 0 end), 0) as overdue from recipient_notices
  where controller_id = :controller and told is null`;

interface Given {
  recipient: Uint8Array;
  contact: string | null;
  country: string;
  categories: string;
  knownAs: string | null;
  since: number;
  times: number;
}

/** One a recipient, of those who were given something of these categories; of any where none are said. */
const concerned = (all: readonly Given[], categories: readonly string[] | undefined): Given[] => {
  const found = new Map<string, Given>();
  for (const one of all) {
    const given = JSON.parse(one.categories) as string[];
    if (categories && !given.some((category) => categories.includes(category))) continue;
    const key = toUuid(one.recipient);
    const known = found.get(key);
    found.set(key, {
      ...one,
      knownAs: known?.knownAs ?? one.knownAs,
      since: Math.min(one.since, known?.since ?? one.since),
    });
  }
  return [...found.values()];
};

/** Recipients in Finland are written to in Finnish, in Sweden in Swedish, elsewhere in English. */
const languages: Readonly<Record<string, string>> = { FI: 'fi', SE: 'sv', AX: 'sv' };

const isAddress = (contact: string | null): contact is string =>
  contact !== null && /^[^\s@]+@[^\s@]+$/.test(contact);

/** Told as a day of the calendar in Helsinki, as `2026-11-23`. */
const letterTo = (
  { country, knownAs, since }: Given,
  sender: { name: string; contact: string },
  person: Uint8Array,
  act: RecipientAct,
) => {
  const { language } = mailWords(languages[country]);
  const words = recipientWords(language).notice(
    sender.name,
    act,
    knownAs ?? `Lupa ${toUuid(person)}`,
    dayOf(since),
  );
  return writeLetter({ ...words, language, controller: sender });
};

/**
 * The statements that tell everybody to whom the person was disclosed, or these categories of their data, for the write that
 * does it; before those that erase. By e-mail at once where there is an address: when it has gone they are told.
 * The write is refused (`Unmet`) where the person is disclosed in the same moment: make them anew then.
 */
export const tellRecipients = async (
  store: Readable,
  world: Pick<World, 'clock' | 'random'>,
  actor: Actor,
  person: Uint8Array,
  act: RecipientAct,
  categories?: readonly string[],
): Promise<Statement[]> => {
  const { controller } = actor;
  const found = await store.read<Given>(given, { controller, person });
  const all = concerned(found, categories);
  const now = world.clock();
  const times = found.reduce((sum, one) => sum + one.times, 0);
  const guard = must(statement(nobodyMissed, { controller, person, times }));
  if (all.length === 0) return [guard];
  const sender = await senderOf(store, controller);
  const due = oneMonthAfter(now);
  return [
    ...all.flatMap((one) => {
      const { recipient, contact, knownAs } = one;
      const row = { controller, notice: newId(world), person, recipient, act, knownAs, due, now };
      if (!isAddress(contact)) return [statement(insert, { ...row, mailed: null, message: null })];
      const message = newId(world);
      const letter = { controller, message, template: recipientNotice, person: null, to: contact };
      return [
        statement(insert, { ...row, mailed: now, message }),
        queueMail(world, { ...letter, ...letterTo(one, sender, person, act) }),
      ];
    }),
    guard,
    ...actOn(world, actor, 'recipients-told', { person: toUuid(person), act, recipients: all.length }),
  ];
};

/** Records that a recipient was told, at a time not before the notice was made. False where there is nothing to tell. */
export const toldRecipient = async (
  store: Store,
  controller: number,
  notice: Uint8Array,
  told: number,
): Promise<boolean> => {
  try {
    await store.write([must(statement(tell, { controller, notice, told }))]);
    return true;
  } catch (error) {
    if (error instanceof Unmet) return false;
    throw error;
  }
};

/** Notices that are still to be told, and those of them that are late. */
export const noticeCounts = async (
  store: Readable,
  controller: number,
  now: number,
): Promise<{ open: number; overdue: number }> =>
  (await store.read<{ open: number; overdue: number }>(counts, { controller, now }))[0] ?? {
    open: 0,
    overdue: 0,
  };

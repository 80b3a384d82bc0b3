/** Telling customers of a new version of the privacy statement (R67): in pieces behind visitors' writes, once each, resumable. */
import { queueMail } from '../../messages/outbox/queue.ts';
import { nobody } from '../../register/actor.ts';
import { listControllers, operatorId, senderOf } from '../../register/controllers.ts';
import { actEvent } from '../../register/recordEvents.ts';
import { type Statement, type Store, sql, Unmet } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { type LetterFor, lettersAbout } from './letters.ts';
import { takeUp } from './takingUp.ts';
import { endTelling, goneOn, openTellings, type Telling } from './tellings.ts';

// Customers, and whoever is at a company that is one.
const customers = sql`
  select p.person_id as id, p.email, p.language from usable_persons p
  where p.controller_id = :controller and p.person_id > :after and p.email is not null
    and (exists (
        select 1 from relationships r
        where r.controller_id = p.controller_id and r.person_id = p.person_id and r.started <= :now
          and (r.ended is null or r.ended > :now))
      or exists (
        select 1 from relationships r
        where r.controller_id = p.controller_id and r.organisation_id = p.organisation_id and r.person_id is null
          and r.started <= :now and (r.ended is null or r.ended > :now)))
  order by p.person_id
  limit :most`;

/** Persons in one write. */
const piece = 50;

const template = 'statement_changed';

interface Told {
  id: Uint8Array;
  email: string;
  language: string | null;
}

/** The operator's customers are controllers: each is told at its contact. */
const companies = async (
  store: Store,
  world: World,
  controller: number,
  batch: Uint8Array,
  letter: LetterFor,
): Promise<Statement[]> => {
  if (controller !== operatorId) return [];
  const mails: Statement[] = [];
  for (const number of await listControllers(store)) {
    if (number === operatorId) continue;
    const { contact } = await senderOf(store, number);
    if (contact.includes('@'))
      mails.push(
        queueMail(world, {
          controller,
          template,
          person: null,
          to: contact,
          campaign: batch,
          ...letter('fi'),
        }),
      );
  }
  return mails;
};

/** Queues pieces until everybody was looked at. */
const tell = async (
  store: Store,
  world: World,
  publicUrl: string,
  controller: number,
  from: Telling,
  stopped: () => boolean,
): Promise<void> => {
  const sender = await senderOf(store, controller);
  const letter = await lettersAbout(store, controller, from.statement, sender, publicUrl);
  if (!letter) return;
  let at = from;
  while (!stopped()) {
    const page = await store.readApart<Told>(customers, {
      controller,
      after: at.reached ?? new Uint8Array(0),
      now: world.clock(),
      most: piece,
    });
    const mails = [
      ...(at.reached === null ? await companies(store, world, controller, at.batch, letter) : []),
      ...page.map(({ id: person, email, language }) =>
        queueMail(world, {
          controller,
          template,
          person,
          to: email,
          campaign: at.batch,
          ...letter(language),
        }),
      ),
    ];
    const letters = at.letters + mails.length;
    const reached = page.at(-1)?.id ?? at.reached ?? new Uint8Array(0);
    const isLast = page.length < piece;
    await store.write(
      [
        goneOn(controller, at, reached, mails.length),
        ...mails,
        ...(isLast
          ? [
              endTelling(controller, at.statement, world.clock()),
              actEvent(world, nobody(controller), 'statement-told', { statement: at.statement, letters }),
            ]
          : []),
      ],
      'import',
    );
    if (isLast) return;
    at = { ...at, reached, letters };
  }
};

/** Does what is to be done about published statements, of all controllers. A job for the background; it goes on where it left off. */
export const tellStatements = async (
  store: Store,
  world: World,
  publicUrl: string,
  stopped: () => boolean,
): Promise<void> => {
  const faults: unknown[] = [];
  for (const controller of await listControllers(store))
    for (const one of await openTellings(store, controller)) {
      if (stopped()) return;
      try {
        if (one.ended === null) await tell(store, world, publicUrl, controller, one, stopped);
        if (one.taken === null && one.effective <= world.clock()) await takeUp(store, world, controller, one);
      } catch (error) {
        // `Unmet`: another collector on the same database was quicker. Nobody else's wait for what is wrong with one.
        if (!(error instanceof Unmet)) faults.push(error);
      }
    }
  if (faults.length > 0) throw faults[0];
};

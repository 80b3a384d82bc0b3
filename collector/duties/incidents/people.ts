/**
 * Telling people of a breach that concerns them (GDPR 34): ordered by staff, sent in the background, each person once. A service
 * message: no permission is asked for, and an objection to marketing does not stop it (R11).
 */
import type { PeopleTexts } from '../../../shared/register/incident.ts';
import { toUuid } from '../../bytes.ts';
import { writeLetter } from '../../messages/mail/letter.ts';
import { incidentWords } from '../../messages/mail/words/incidents/spoken.ts';
import { queueMail } from '../../messages/outbox/queue.ts';
import type { Actor } from '../../register/actor.ts';
import { listControllers, senderOf } from '../../register/controllers.ts';
import { actOn } from '../../register/recordEvents.ts';
import { done } from '../../register/tried.ts';
import { ifFound, must, type Statement, type Store, sql, statement } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { findIncident, type Incident } from './incidents.ts';
import { phaseStatement } from './raising.ts';

const order = sql`
  update incidents set people_texts = :texts, people_asked = :now, people_done = null, version = version + 1
  where controller_id = :controller and incident_id = :id and version = :version and kind = 'breach' and closed is null
  returning version`;
const ordered = sql`
  select incident_id as id from incidents
  where controller_id = :controller and people_asked is not null and people_done is null and search is distinct from 'waiting'
  order by incident_id`;
// Restricted ones too: being told is a right of theirs (34), and restriction takes none away (decision 31).
const untold = sql`
  select a.person_id as person, p.email, p.language
  from incident_persons a
  join persons p on p.controller_id = a.controller_id and p.person_id = a.person_id
  where a.controller_id = :controller and a.incident_id = :incident and a.told is null and p.email is not null
    and p.erased is null and p.merged_into is null
  order by a.person_id
  limit :most`;
const tell = sql`
  update incident_persons set told = :now
  where controller_id = :controller and incident_id = :incident and person_id = :person and told is null
  returning 1 as done`;
const countTold = sql`
  select count(*) as persons, count(told) as told from incident_persons
  where controller_id = :controller and incident_id = :incident`;
const finish = sql`
  update incidents set people_done = :now, version = version + 1
  where controller_id = :controller and incident_id = :id and people_asked = :asked and people_done is null
  returning version`;

/** How many persons it concerns, and how many a message was queued for: the others are to be told in another way. */
export const toldOf = async (
  store: Pick<Store, 'read'>,
  controller: number,
  incident: Uint8Array,
): Promise<{ persons: number; told: number }> =>
  (await store.read<{ persons: number; told: number }>(countTold, { controller, incident }))[0] ?? {
    persons: 0,
    told: 0,
  };

/** Orders that everybody concerned be told; whether the incident was as it was read. */
export const orderTelling = async (
  store: Store,
  world: World,
  actor: Actor,
  { id, version }: Pick<Incident, 'id' | 'version'>,
  texts: PeopleTexts,
): Promise<boolean> => {
  const { controller } = actor;
  const staff = actor.home === controller ? actor.staff : null;
  return done(store, [
    must(statement(order, { controller, id, version, now: world.clock(), texts: JSON.stringify(texts) })),
    phaseStatement(world, { controller, staff, by: 'staff' }, id, { people: texts }),
    ...actOn(world, actor, 'incident-people', { incident: toUuid(id) }),
  ]);
};

/** The text in the person's language, or else in the first that there is: Finnish, Swedish, English, any. */
const textFor = (texts: PeopleTexts, wanted: string | null) => {
  const tags = [wanted, 'fi', 'sv', 'en', ...Object.keys(texts)].filter((one) => one !== null);
  const language = tags.find((tag) => texts[tag]) ?? '';
  return { language, text: texts[language] };
};

const atOnce = 50;

const sendOf = async (
  store: Store,
  world: World,
  controller: number,
  incident: Incident,
  stopped: () => boolean,
): Promise<void> => {
  const { id } = incident;
  const texts = JSON.parse(incident.peopleTexts ?? '{}') as PeopleTexts;
  const sender = await senderOf(store, controller);
  const contact = incident.contact ?? sender.contact;
  while (!stopped()) {
    const page = await store.read<{ person: Uint8Array; email: string; language: string | null }>(untold, {
      controller,
      incident: id,
      most: atOnce,
    });
    if (page.length === 0) break;
    const statements: Statement[] = [];
    for (const { person, email, language: wanted } of page) {
      const { language, text } = textFor(texts, wanted);
      if (!text) return;
      const letter = incidentWords(language).person({ controller: sender.name, contact, ...text });
      const place = statements.length;
      const mail = { controller, template: 'breach', person, to: email };
      statements.push(
        statement(tell, { controller, incident: id, person, now: world.clock() }),
        ifFound(
          place,
          queueMail(world, { ...mail, ...writeLetter({ ...letter, language, controller: sender }) }),
        ),
      );
    }
    await store.write(statements, 'import');
  }
  if (stopped()) return;
  const counts = await toldOf(store, controller, id);
  await store.write([
    statement(finish, { controller, id, asked: incident.peopleAsked, now: world.clock() }),
    ifFound(0, phaseStatement(world, { controller, staff: null, by: 'collector' }, id, { told: counts })),
  ]);
};

/** Sends what was ordered. */
export const tellPeople = async (
  store: Store,
  world: World,
  stopped: () => boolean = () => false,
): Promise<void> => {
  for (const controller of await listControllers(store))
    for (const { id } of await store.read<{ id: Uint8Array }>(ordered, { controller })) {
      const incident = await findIncident(store, controller, id);
      if (incident && !stopped()) await sendOf(store, world, controller, incident, stopped);
    }
};

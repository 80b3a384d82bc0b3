/** Who hears of an incident by e-mail: administrators and data protection officers, or else the controller's contact. */
import { emailPattern } from '../../../shared/contact.ts';
import { writeLetter } from '../../messages/mail/letter.ts';
import { type IncidentWords, incidentWords } from '../../messages/mail/words/incidents/spoken.ts';
import type { LetterWords } from '../../messages/mail/words/words.ts';
import { queueMail } from '../../messages/outbox/queue.ts';
import { findSite, listSites } from '../../register/sites.ts';
import { type Readable, type Statement, type Store, sql } from '../../store/store.ts';
import type { World } from '../../world.ts';

const officers = sql`
  select email from staff
  where controller_id = :controller and ended is null and email is not null and committed is not null
    and role in ('administrator', 'data_protection_officer')
  order by staff_id
  limit 20`;
const who = sql`select name, contact from controllers where controller_id = :controller`;

/** The language that the controller's first site speaks first: nothing else says which is theirs. */
const languageOf = async (store: Store, controller: number): Promise<string | undefined> => {
  const [first] = await listSites(store, controller);
  return first && (await findSite(store, first.publicId))?.settings.languages[0];
};

interface Whom {
  name: string;
  contact: string;
  words: IncidentWords;
}

/** Who the controller is and in which words it is written to. */
export const whomOf = async (store: Store, controller: number): Promise<Whom | undefined> => {
  const [found] = await store.read<{ name: string; contact: string }>(who, { controller });
  return found && { ...found, words: incidentWords(await languageOf(store, controller)) };
};

const addresses = async (store: Readable, controller: number, contact: string): Promise<string[]> => {
  const found = (await store.read<{ email: string }>(officers, { controller })).map(({ email }) => email);
  return found.length > 0 ? found : [contact].filter((one) => emailPattern.test(one));
};

/** The letter to each of them, queued. `to`: these addresses instead, where there is any. */
export const wordOf = async (
  store: Store,
  world: World,
  controller: number,
  say: (words: IncidentWords, name: string) => LetterWords,
  to?: readonly string[],
): Promise<Statement[]> => {
  const whom = await whomOf(store, controller);
  if (!whom) return [];
  const { name, contact, words } = whom;
  const letter = writeLetter({
    ...say(words, name),
    language: words.language,
    controller: { name, contact },
  });
  return (to && to.length > 0 ? to : await addresses(store, controller, contact)).map((one) =>
    queueMail(world, { controller, template: 'incident', person: null, to: one, ...letter }),
  );
};

/** The controller's own contact, as an address; none where it is none. */
export const contactOf = async (store: Readable, controller: number): Promise<string[]> => {
  const [found] = await store.read<{ contact: string }>(who, { controller });
  return found && emailPattern.test(found.contact) ? [found.contact] : [];
};

/** Who hears of an incident by e-mail: administrators and data protection officers, or else the controller's contact. */
import { emailPattern } from '../../../shared/contact.ts';
import { type AuthorityTold, authorityIn } from '../../../shared/register/supervisoryAuthority.ts';
import { writeLetter } from '../../messages/mail/letter.ts';
import { type IncidentWords, incidentWords } from '../../messages/mail/words/incidents/spoken.ts';
import type { LetterWords } from '../../messages/mail/words/words.ts';
import { queueMail } from '../../messages/outbox/queue.ts';
import { controllerLanguage, officersOf } from '../../register/officers.ts';
import { type Readable, type Statement, type Store, sql } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { readDetails } from '../controllerDetails.ts';

const who = sql`select name, contact from controllers where controller_id = :controller`;

/** Where a letter goes, and what the reader speaks, where it is known. */
interface Reader {
  to: string;
  language: string | null;
}

const readersOf = async (store: Store, controller: number, contact: string): Promise<Reader[]> => {
  const officers = await officersOf(store, controller);
  if (officers.length > 0) return officers.map(({ email, language }) => ({ to: email, language }));
  return emailPattern.test(contact) ? [{ to: contact, language: null }] : [];
};

/** The letter to each of them, in their language, queued. `to`: these addresses instead, where there is any. */
export const wordOf = async (
  store: Store,
  world: World,
  controller: number,
  say: (words: IncidentWords, authority: AuthorityTold) => LetterWords,
  to: readonly string[] = [],
): Promise<Statement[]> => {
  const [sender] = await store.read<{ name: string; contact: string }>(who, { controller });
  if (!sender) return [];
  const { supervisoryAuthority } = (await readDetails(store, controller)).details;
  const usual = await controllerLanguage(store, controller);
  const readers =
    to.length > 0
      ? to.map((one): Reader => ({ to: one, language: null }))
      : await readersOf(store, controller, sender.contact);
  return readers.map((reader) => {
    const words = incidentWords(reader.language, usual);
    const letter = writeLetter({
      ...say(words, authorityIn(words.language, supervisoryAuthority)),
      language: words.language,
      controller: sender,
    });
    return queueMail(world, { controller, template: 'incident', person: null, to: reader.to, ...letter });
  });
};

/** The controller's own contact, as an address; none where it is none. */
export const contactOf = async (store: Readable, controller: number): Promise<string[]> => {
  const [found] = await store.read<{ contact: string }>(who, { controller });
  return found && emailPattern.test(found.contact) ? [found.contact] : [];
};

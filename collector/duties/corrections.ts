/** Corrections of what is kept of a person, whichever noun: whoever was given such data is told (GDPR 16, 19). */
import { dataCategories } from '../../shared/register/recipient.ts';
import type { Actor } from '../register/actor.ts';
import { changedIn } from '../register/editing.ts';
import { type Columns, columnOf, type Noun, type NounRow } from '../register/noun.ts';
import { personOf } from '../register/reading.ts';
import { catalogue } from '../store/catalogue.ts';
import type { Readable, Statement } from '../store/store.ts';
import type { World } from '../world.ts';
import { tellRecipients } from './recipientNotices.ts';

/** Categories of data of these members, or of the whole row where they are of none. */
const categoriesOf = (noun: Noun, members: readonly string[]): string[] => {
  const columns = catalogue[noun.table] ?? {};
  const found = members
    .map((name): string => columns[columnOf(name, noun.fields[name])]?.category ?? 'technical')
    .filter((category) => (dataCategories as readonly string[]).includes(category));
  const all = Object.keys(noun.fields);
  return found.length > 0 || members.length === all.length ? [...new Set(found)] : categoriesOf(noun, all);
};

/**
 * The statements that tell of an edit, for its write. Of the person's own values everybody who was given them; of another row
 * those who were given data of that category, where a value was there before: that something went on is no correction.
 */
export const tellOfCorrection = async (
  store: Readable,
  world: Pick<World, 'clock' | 'random'>,
  actor: Actor,
  noun: Noun,
  before: NounRow,
  after: Columns,
): Promise<Statement[]> => {
  const { id } = before;
  if (noun.person === 'id') return tellRecipients(store, world, actor, id, 'rectified');
  const corrected = changedIn(noun, before, after).filter((name) => before[name] !== null);
  // What keeps somebody's data, or asks about them, is no data that was given away.
  if (corrected.length === 0 || noun.person === undefined || noun.anybody) return [];
  const categories = categoriesOf(noun, corrected);
  const persons = new Map<string, Uint8Array>();
  for (const row of [before, after]) {
    const person = personOf(noun, id, row);
    if (person) persons.set(Buffer.from(person).toString('hex'), person);
  }
  const told: Statement[] = [];
  for (const person of persons.values())
    told.push(...(await tellRecipients(store, world, actor, person, 'rectified', categories)));
  return told;
};

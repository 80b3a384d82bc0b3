/** One look-up, by anything that is known of a person (issue 6). */
import { fromUuid, isUuid } from '../bytes.ts';
import type { Readable } from '../store/store.ts';
import {
  isVisitor,
  personsByCompany,
  personsByEmail,
  personsByPhone,
  personsByVisitor,
  type UsablePerson,
  visitorsOfPerson,
} from './lookups.ts';
import { personsByLicenceKey, personsByUserName, visitorByReceipt } from './otherLookups.ts';
import { searchByName } from './search.ts';

/** What a person can be looked up by. */
export const ways = [
  'email',
  'phone',
  'name',
  'userName',
  'company',
  'licenceKey',
  'visitor',
  'receipt',
] as const;
export type Way = (typeof ways)[number];

/** As many persons as an answer holds at most. */
const most = 50;

export interface LookedUp {
  persons: UsablePerson[];
  visitors: Uint8Array[];
  /** Whether that is all. */
  complete: boolean;
}

const visitorsOf = async (store: Readable, controller: number, persons: readonly UsablePerson[]) => {
  const all = await Promise.all(persons.map(({ person }) => visitorsOfPerson(store, controller, person)));
  return all.flat();
};

const byPersons = async (store: Readable, controller: number, persons: UsablePerson[], complete = true) => ({
  persons: persons.slice(0, most),
  visitors: await visitorsOf(store, controller, persons.slice(0, most)),
  complete: complete && persons.length <= most,
});

const byVisitor = async (
  store: Readable,
  controller: number,
  visitor: Uint8Array | undefined,
): Promise<LookedUp> => {
  if (!visitor) return { persons: [], visitors: [], complete: true };
  return {
    persons: await personsByVisitor(store, controller, visitor),
    visitors: (await isVisitor(store, controller, visitor)) ? [visitor] : [],
    complete: true,
  };
};

/** The usable persons and the visitors that are found; an id that cannot be one finds nobody. */
export const lookUp = async (
  store: Readable,
  controller: number,
  by: Way,
  value: string,
): Promise<LookedUp> => {
  const id = isUuid(value) ? fromUuid(value) : undefined;
  switch (by) {
    case 'email':
      return byPersons(store, controller, await personsByEmail(store, controller, value));
    case 'phone':
      return byPersons(store, controller, await personsByPhone(store, controller, value, most + 1));
    case 'name': {
      const { persons, complete } = await searchByName(store, controller, value, most);
      return byPersons(store, controller, persons, complete);
    }
    case 'userName':
      return byPersons(store, controller, await personsByUserName(store, controller, value));
    case 'company':
      return byPersons(store, controller, await personsByCompany(store, controller, value, most + 1));
    case 'licenceKey':
      return byPersons(store, controller, await personsByLicenceKey(store, controller, value, most + 1));
    case 'visitor':
      return byVisitor(store, controller, id);
    case 'receipt':
      return byVisitor(store, controller, id && (await visitorByReceipt(store, controller, id)));
    default:
      return by satisfies never;
  }
};

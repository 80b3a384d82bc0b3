/** Who of staff hears of the law's clocks by e-mail, and in which language each is written to: their own, or else the controller's. */
import { type Readable, type Store, sql } from '../store/store.ts';
import { findSite, listSites } from './sites.ts';

const answering = sql`
  select email, role, language from staff
  where controller_id = :controller and ended is null and email is not null and committed is not null
    and role in ('administrator', 'data_protection_officer')
  order by staff_id
  limit 20`;

export interface Officer {
  email: string;
  role: 'administrator' | 'data_protection_officer';
  /** A tag; null where nobody has said it. */
  language: string | null;
}

/** Administrators and data protection officers with an address. */
export const officersOf = (store: Readable, controller: number): Promise<Officer[]> =>
  store.read<Officer>(answering, { controller });

/** The language that the controller's first site speaks first: nothing else says which is theirs. */
export const controllerLanguage = async (store: Store, controller: number): Promise<string | undefined> => {
  const [first] = await listSites(store, controller);
  return first && (await findSite(store, first.publicId))?.settings.languages[0];
};

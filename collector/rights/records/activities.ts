/** Processing activities out of the catalogue: each purpose with everything that is kept for it, so that the record cannot drift. */
import type { Category, Columns, Retention } from '../../store/column.ts';

/** Whom a category of data is about. */
const subjects: Readonly<Record<Exclude<Category, 'technical' | 'credential'>, string>> = {
  identity: 'customers and their contact persons',
  contact: 'customers and their contact persons',
  employment: 'customers and their contact persons',
  customer: 'customers and their contact persons',
  licence: 'customers and their contact persons',
  misuse: 'customers and their contact persons',
  payment: 'customers and their contact persons',
  service: 'customers and their contact persons',
  message: 'customers and their contact persons',
  permission: 'people who may be written to, or must not be',
  consent: 'visitors of the sites',
  browser: 'visitors of the sites',
  request: 'people who exercise their rights',
  incident: 'people whom a breach or an attempt concerns',
  staff: 'staff of the controller and of the operator',
};

/** GDPR 30(1)(b)-(d), (f) of one purpose. */
export interface Activity {
  purpose: string;
  bases: string[];
  subjects: string[];
  categories: string[];
  /** The columns, as `persons.email`. */
  data: string[];
  /** For how long, by the catalogue's words. */
  retention: Retention[];
  /** Roles of staff that see any of it. */
  seenBy: string[];
}

const add = <Word>(list: Word[], ...words: readonly Word[]): void => {
  for (const word of words) if (!list.includes(word)) list.push(word);
};

/** Every purpose for which personal data are kept, in the order of the catalogue. */
export const activitiesOf = (catalogue: Readonly<Record<string, Columns>>): Activity[] => {
  const found = new Map<string, Activity>();
  for (const [table, columns] of Object.entries(catalogue))
    for (const [name, { category, purpose, basis, retention, seenBy }] of Object.entries(columns)) {
      if (category === 'technical' || basis === 'none') continue;
      const one = found.get(purpose) ?? {
        purpose,
        bases: [],
        subjects: [],
        categories: [],
        data: [],
        retention: [],
        seenBy: [],
      };
      add(one.bases, basis);
      add(one.retention, retention);
      add(one.seenBy, ...seenBy);
      add(one.data, `${table}.${name}`);
      if (category !== 'credential') {
        add(one.categories, category);
        add(one.subjects, subjects[category]);
      }
      found.set(purpose, one);
    }
  return [...found.values()];
};

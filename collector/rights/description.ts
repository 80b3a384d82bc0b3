/** What the register is for, purpose by purpose, from the catalogue. */
import { catalogue } from '../store/catalogue.ts';
import type { Category, Retention } from '../store/column.ts';
import { type Readable, sql } from '../store/store.ts';

/** The register's name, as the privacy statement has it. */
export const registerName = 'Customer and marketing register';

export interface DescribedPurpose {
  purpose: string;
  /** Which of the register's two uses it belongs to; what belongs to neither serves the law or the site. */
  use: 'customers' | 'marketing' | 'other';
  bases: string[];
  categories: string[];
  /** Whose data (GDPR 30(1)(c)). */
  dataSubjects: string[];
  retention: string[];
}

const marketing = new Set(['direct marketing', 'never writing again to whom does not want it']);
const ofCustomers = new Set([
  'managing customer relations',
  'providing the services of the contract',
  'preventing the misuse of licences',
  'answering feedback',
  'accounting',
  'customer communication',
  'keeping the services safe and working',
]);

const belongsTo = (purpose: string): DescribedPurpose['use'] => {
  if (marketing.has(purpose)) return 'marketing';
  return ofCustomers.has(purpose) ? 'customers' : 'other';
};

/** Whose data a category is of. */
const subjectsOf = (category: Category): string => {
  if (category === 'staff') return 'staff who use the register';
  return category === 'browser' || category === 'consent'
    ? 'visitors of the sites'
    : 'customers, their people, and those who may become customers';
};

/** Every purpose for which personal data are kept; `kept` says for how long, as the controller has it. */
export const purposesOf = (kept: (word: Retention) => string = (word) => word): DescribedPurpose[] => {
  const found = new Map<string, DescribedPurpose>();
  const add = (list: string[], word: string) => {
    if (!list.includes(word)) list.push(word);
  };
  for (const columns of Object.values(catalogue))
    for (const { category, purpose, basis, retention } of Object.values(columns)) {
      if (category === 'technical' || basis === 'none') continue;
      const one = found.get(purpose) ?? {
        purpose,
        use: belongsTo(purpose),
        bases: [],
        categories: [],
        dataSubjects: [],
        retention: [],
      };
      add(one.bases, basis);
      if (category !== 'credential') add(one.categories, category);
      add(one.dataSubjects, subjectsOf(category));
      add(one.retention, kept(retention));
      found.set(purpose, one);
    }
  return [...found.values()];
};

const whose = sql`select name, contact, role from controllers where controller_id = :controller`;

/** Whose register it is: name, contact, and whether they are the operator or a customer company. */
export const controllerOf = async (store: Readable, controller: number) => {
  const [found] = await store.read<{ name: string; contact: string; role: string }>(whose, { controller });
  if (!found) throw new Error('There is no such controller.');
  return found;
};

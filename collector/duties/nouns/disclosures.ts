/** Disclosures as staff list them: made by `disclosing` alone, never edited. */
import type { Noun } from '../../register/noun.ts';
import { disclosureOne, disclosurePages, disclosures } from '../../register/nouns/disclosures.ts';
import { sql } from '../../store/store.ts';
import { disclose } from '../disclosing.ts';

const update = sql`
  update disclosures set version = version
  where controller_id = :controller and disclosure_id = :id and version = :version and version < 0
  returning version`;

export const disclosuresNoun: Noun = {
  ...disclosures,
  person: 'person',
  usualSource: 'service',
  insert: disclose,
  update,
  one: disclosureOne,
  pages: disclosurePages,
};

/** The resources of the register, all of them. */
import { organisation } from '../../../shared/register/organisation.ts';
import { person } from '../../../shared/register/person.ts';
import { nameKey } from '../../register/email.ts';
import { organisations } from '../../register/nouns/organisations.ts';
import { personsNoun } from '../../register/nouns/persons.ts';
import type { Role } from '../../store/catalogue.ts';
import type { Needs } from '../needs.ts';
import { customerResources } from './customers.ts';
import type { Resource } from './resource.ts';

/** Who makes and edits what customers are: everybody at the desk. */
const desk: readonly Role[] = ['administrator', 'data_protection_officer', 'marketing', 'support'];

/** The resources; some nouns need keys of the world, and addresses are anonymised before they are kept. */
export const resources = (needs: Pick<Needs, 'world' | 'traffic'>): Resource[] => [
  {
    noun: organisations,
    path: 'organisations',
    words: ['an organisation', 'organisations'],
    members: organisation,
    writers: desk,
    filters: { name: nameKey },
  },
  {
    noun: personsNoun(needs.world),
    path: 'persons',
    words: ['a person', 'persons'],
    members: person,
    writers: desk,
    filters: { organisation: 'id' },
    tells: { made: 'person.created', changed: 'person.changed' },
  },
  ...customerResources(needs),
];

/** Rectifying whoever is restricted, by those who answer for rights; webhooks are not told. */
import { person } from '../../../shared/register/person.ts';
import { restrictedPersonsNoun } from '../../register/nouns/restrictedPersons.ts';
import type { Needs } from '../needs.ts';
import { editRoute } from '../nouns/writes.ts';

export const restrictedPersons = (needs: Needs) =>
  editRoute(needs, {
    noun: restrictedPersonsNoun(needs.world),
    path: 'restricted-persons',
    words: ['a person whose data are restricted', 'restricted persons'],
    members: person,
    writers: ['administrator', 'data_protection_officer'],
  });

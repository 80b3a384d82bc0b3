/** The resources of the register, all of them. */
import { campaign } from '../../../shared/register/campaign.ts';
import { organisation } from '../../../shared/register/organisation.ts';
import { permission } from '../../../shared/register/permission.ts';
import { person } from '../../../shared/register/person.ts';
import { wording } from '../../../shared/register/wording.ts';
import { nameKey } from '../../register/email.ts';
import { campaigns } from '../../register/nouns/campaigns.ts';
import { organisations } from '../../register/nouns/organisations.ts';
import { permissionsNoun } from '../../register/nouns/permissions.ts';
import { personsNoun } from '../../register/nouns/persons.ts';
import { wordings } from '../../register/nouns/wordings.ts';
import type { Role } from '../../store/catalogue.ts';
import type { Needs } from '../needs.ts';
import { marketers } from '../staffOnly.ts';
import { customerResources } from './customers.ts';
import { dutyResources } from './duties.ts';
import { recipientResources } from './recipients.ts';
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
  {
    noun: permissionsNoun(needs.world),
    path: 'permissions',
    words: ['a contact permission', 'contact permissions'],
    members: permission,
    writers: desk,
    filters: { person: 'id' },
    tells: { made: 'permission.given', changed: 'permission.given', as: 'permission' },
    // What was agreed to is not changed: it ends, and another may be given.
    calls: ['list', 'get', 'create'],
  },
  {
    noun: wordings,
    path: 'wordings',
    words: ['a wording', 'wordings'],
    members: wording,
    writers: marketers,
  },
  {
    noun: campaigns,
    path: 'campaigns',
    words: ['a campaign', 'campaigns'],
    members: campaign,
    writers: marketers,
  },
  ...customerResources(needs),
  ...dutyResources(needs),
  ...recipientResources(),
];

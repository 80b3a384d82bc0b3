/** The resources of what a controller owes: holds, price lists of audits. */
import { priceList } from '../../../shared/register/audit.ts';
import { hold } from '../../../shared/register/hold.ts';
import { holdsNoun } from '../../duties/nouns/holds.ts';
import { priceListsNoun } from '../../duties/nouns/priceLists.ts';
import type { Needs } from '../needs.ts';
import { answerers } from '../staffOnly.ts';
import type { Resource } from './resource.ts';

export const dutyResources = ({ world }: Pick<Needs, 'world'>): Resource[] => [
  {
    noun: priceListsNoun(world),
    path: 'price-lists',
    words: ['a price list', 'price lists'],
    members: priceList,
    writers: answerers,
    // What somebody agreed to under a version is not changed: another one takes its place.
    calls: ['list', 'get', 'create'],
  },
  {
    noun: holdsNoun(world),
    path: 'holds',
    words: ['a hold', 'holds'],
    members: hold,
    writers: ['administrator', 'data_protection_officer'],
    filters: { person: 'id' },
    imported: false,
  },
];

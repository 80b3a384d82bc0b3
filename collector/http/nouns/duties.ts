/** The resources about what a controller owes unasked: holds. */
import { hold } from '../../../shared/register/hold.ts';
import { holds } from '../../duties/nouns/holds.ts';
import type { Resource } from './resource.ts';

export const dutyResources = (): Resource[] => [
  {
    noun: holds,
    path: 'holds',
    words: ['a hold', 'holds'],
    members: hold,
    writers: ['administrator', 'data_protection_officer'],
    filters: { person: 'id' },
    imported: false,
  },
];

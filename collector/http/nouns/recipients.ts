/** The resources about recipients: who they are, consents that name them, what they were given, what they must be told. */

import { sharingConsent } from '../../../shared/register/disclosure.ts';
import { recipient } from '../../../shared/register/recipient.ts';
import { disclosuresNoun } from '../../duties/nouns/disclosures.ts';
import { recipients } from '../../duties/nouns/recipients.ts';
import { Problem } from '../../problem.ts';
import { recipientNotices } from '../../register/nouns/recipientNotices.ts';
import { sharingConsents } from '../../register/nouns/sharingConsents.ts';
import type { Role } from '../../store/catalogue.ts';
import type { Resource } from './resource.ts';

/** Who answers for whom the controller works with. */
const answering: readonly Role[] = ['administrator', 'data_protection_officer'];
const desk: readonly Role[] = [...answering, 'marketing', 'support'];

/** What has been told is found by person or recipient. */
const openAlone = (value: string): string => {
  if (value === 'no') return value;
  throw new Problem('wrong-request', '"told" is `no`: those that are still to be told.');
};

const byBoth = { person: 'id', recipient: 'id' } as const;

export const recipientResources = (): Resource[] => [
  {
    noun: recipients,
    path: 'recipients',
    words: ['a recipient', 'recipients'],
    members: recipient,
    writers: answering,
  },
  {
    noun: sharingConsents,
    path: 'sharing-consents',
    words: ['a consent to be disclosed', 'consents to be disclosed'],
    members: sharingConsent,
    writers: desk,
    filters: byBoth,
    // What was agreed to is not changed: it ends, and another may be given.
    calls: ['list', 'get', 'create'],
  },
  {
    noun: disclosuresNoun,
    path: 'disclosures',
    words: ['a disclosure', 'disclosures'],
    members: {},
    writers: [],
    filters: byBoth,
    calls: ['list', 'get'],
  },
  {
    noun: recipientNotices,
    path: 'recipient-notices',
    words: ['a notice to a recipient', 'notices to recipients'],
    members: {},
    writers: [],
    filters: { ...byBoth, told: openAlone },
    calls: ['list', 'get'],
  },
];

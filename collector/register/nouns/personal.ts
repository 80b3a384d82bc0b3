/** The nouns whose rows are about persons, beside the persons themselves: what rights must reach. */
import type { PersonalRows } from '../noun.ts';
import { accounts } from './accounts.ts';
import { activations } from './activations.ts';
import { disclosures } from './disclosures.ts';
import { feedback } from './feedback.ts';
import { heldOf } from './holds.ts';
import { incidentPersons } from './incidentPersons.ts';
import { licences } from './licences.ts';
import { messages } from './messages.ts';
import { misuseFlags } from './misuseFlags.ts';
import { permissions } from './permissions.ts';
import { recipientNotices } from './recipientNotices.ts';
import { relationships } from './relationships.ts';
import { requests } from './requests.ts';
import { serviceEvents } from './serviceEvents.ts';
import { serviceLogs } from './serviceLogs.ts';
import { sharingConsents } from './sharingConsents.ts';
import { transactions } from './transactions.ts';

/**
 * Every noun with `ofPerson`: access answers copy its rows, erasure runs `erase`, merging `reassign`. In this order: what hangs on
 * a licence goes before it.
 */
export const personalNouns: readonly PersonalRows[] = [
  accounts,
  relationships,
  misuseFlags,
  activations,
  licences,
  feedback,
  transactions,
  serviceEvents,
  serviceLogs,
  permissions,
  messages,
  requests,
  sharingConsents,
  disclosures,
  recipientNotices,
  heldOf,
  incidentPersons,
];

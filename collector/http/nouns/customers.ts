/** The resources about customers: accounts, relationships, licences and their use, feedback, payments, services. */
import * as v from 'valibot';
import { account } from '../../../shared/register/account.ts';
import { activation, device } from '../../../shared/register/activation.ts';
import { feedback as feedbackMembers } from '../../../shared/register/feedback.ts';
import { licence } from '../../../shared/register/licence.ts';
import { maybe } from '../../../shared/register/member.ts';
import { misuseFlag } from '../../../shared/register/misuseFlag.ts';
import { relationship } from '../../../shared/register/relationship.ts';
import { serviceEvent } from '../../../shared/register/serviceEvent.ts';
import { serviceLog } from '../../../shared/register/serviceLog.ts';
import { transaction } from '../../../shared/register/transaction.ts';
import { accounts } from '../../register/nouns/accounts.ts';
import { activationsNoun } from '../../register/nouns/activations.ts';
import { feedback } from '../../register/nouns/feedback.ts';
import { licences } from '../../register/nouns/licences.ts';
import { misuseFlags } from '../../register/nouns/misuseFlags.ts';
import { relationships } from '../../register/nouns/relationships.ts';
import { serviceEvents } from '../../register/nouns/serviceEvents.ts';
import { serviceLogs } from '../../register/nouns/serviceLogs.ts';
import { transactions } from '../../register/nouns/transactions.ts';
import type { Role } from '../../store/catalogue.ts';
import { anonymousAddress } from '../anonymousAddress.ts';
import { cleaned } from '../logLines.ts';
import type { Needs } from '../needs.ts';
import type { Resource } from './resource.ts';

/** Who serves customers; marketing does not. */
const servers: readonly Role[] = ['administrator', 'data_protection_officer', 'support'];
const desk: readonly Role[] = [...servers, 'marketing'];

const ofPerson = { person: 'id' } as const;
const ofCustomer = { person: 'id', organisation: 'id' } as const;
const ofLicence = { person: 'id', licence: 'id' } as const;

export const customerResources = ({ world, traffic }: Pick<Needs, 'world' | 'traffic'>): Resource[] => {
  const address = maybe(anonymousAddress(traffic));
  return [
    {
      noun: accounts,
      path: 'accounts',
      words: ['a user account', 'user accounts'],
      members: account,
      writers: servers,
      filters: ofPerson,
    },
    {
      noun: relationships,
      path: 'relationships',
      words: ['a customer relationship', 'customer relationships'],
      members: relationship,
      writers: desk,
      filters: ofCustomer,
    },
    {
      noun: licences,
      path: 'licences',
      words: ['a licence', 'licences'],
      members: licence,
      writers: servers,
      filters: ofCustomer,
    },
    {
      noun: activationsNoun(world),
      path: 'activations',
      words: ['an activation of a licence', 'activations of licences'],
      members: { ...activation, address },
      once: { device },
      writers: servers,
      tells: 'misuse',
      filters: ofLicence,
    },
    {
      noun: misuseFlags,
      path: 'misuse-flags',
      words: ['a misuse flag', 'misuse flags'],
      members: misuseFlag,
      writers: servers,
      filters: ofLicence,
      calls: ['list', 'get', 'edit'],
    },
    {
      noun: feedback,
      path: 'feedback',
      words: ['feedback', 'feedback'],
      members: feedbackMembers,
      writers: desk,
      filters: ofPerson,
    },
    {
      noun: transactions,
      path: 'transactions',
      words: ['a payment or a sale', 'payments and sales'],
      members: transaction,
      writers: servers,
      filters: ofCustomer,
    },
    {
      noun: serviceEvents,
      path: 'service-events',
      words: ['a service event', 'service events'],
      members: serviceEvent,
      writers: servers,
      filters: ofCustomer,
    },
    {
      noun: serviceLogs,
      path: 'service-logs',
      words: ['a line of a service log', 'lines of service logs'],
      members: { ...serviceLog, line: v.pipe(serviceLog.line, v.transform(cleaned)), address },
      writers: servers,
      filters: ofPerson,
      calls: ['list', 'get', 'create'],
    },
  ];
};

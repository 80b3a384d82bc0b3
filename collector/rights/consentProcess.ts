/** What is done under one purpose, as a consent record tells it: data, recipients, storage, and what happened to the consent. Pure. */
import type { RecordedDecision } from '../ledger/decisionBody.ts';
import { statusesOf } from './consentEvents.ts';
import type { Recorded } from './recorded.ts';

/** What visits hold (docs/operating.md): reported under one purpose only. */
const visitData = ['pd:UserAgent', 'pd:Language', 'pd:IPAddress', 'pd:BrowserHistory', 'pd:Country'];

export const processOf = (recorded: Recorded, asked: RecordedDecision['answers'][number]) => {
  const { notice, site } = recorded;
  const shown = notice.purposes.find(({ id }) => id === asked.purpose);
  const set = site.settings.purposes.find(({ id }) => id === asked.purpose);
  const services = shown?.services ?? [];
  const isOfVisits = site.settings.visits === asked.purpose;
  return {
    '@type': 'dpv:Process',
    '@id': `urn:lupa:purpose:${site.publicId}:${asked.purpose}`,
    'dpv:hasPurpose': {
      '@type': 'dpv:Purpose',
      'dct:identifier': asked.purpose,
      'dct:title': shown?.name ?? asked.purpose,
      'dct:description': shown?.description ?? '',
      'dct:hasVersion': String(asked.terms),
    },
    'dpv:hasLegalBasis': { '@id': 'eu-gdpr:A6-1-a' },
    'dpv:hasPersonalData': [
      ...services.flatMap(({ id, cookies }) =>
        cookies.map(({ name, lifetime, purpose }) => ({
          '@type': 'dpv:PersonalData',
          'dct:identifier': name,
          'dct:title': `${id}: ${name}`,
          'dct:description': purpose,
          'dpv:hasDuration': lifetime,
          'dpv:hasNecessity': { '@id': 'dpv:Optional' },
        })),
      ),
      ...services.map(({ id, name }) => ({
        '@type': ['pd:IPAddress', 'pd:UserAgent', 'pd:Language'],
        'dct:identifier': id,
        'dct:title': `${name}: what a browser sends to each server that it loads something from`,
      })),
      // The one thing that is always held: that, when and what was answered.
      { '@type': 'dpv:PersonalData', 'dct:identifier': 'choice', 'dct:title': 'the recorded choice' },
      ...(isOfVisits ? visitData.map((type) => ({ '@type': type })) : []),
    ],
    'dpv:hasRecipient': [
      { '@type': ['dpv:Recipient', 'dpv:DataController'], 'schema:name': notice.controller.name },
      ...services.map(({ name, provider, country }) => ({
        '@type': ['dpv:Recipient', 'dpv:ThirdParty'],
        'schema:name': provider,
        'dct:title': name,
        'dpv:hasLocation': country,
      })),
    ],
    'dpv:hasStorageCondition': [
      {
        '@type': 'dpv:StorageLocation',
        'dct:description': "the visitor's browser, the controller's collector, and the recipients named",
      },
      {
        '@type': 'dpv:StorageDuration',
        'dpv:hasDuration': `P${set?.retentionDays ?? site.settings.consentDays}D`,
      },
      {
        '@type': 'dpv:StorageDeletion',
        'dct:description': 'at withdrawal in the browser; at the end of that time elsewhere',
      },
    ],
    'dpv:hasConsentStatus': statusesOf(recorded, asked.purpose),
  };
};

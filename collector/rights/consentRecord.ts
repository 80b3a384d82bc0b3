/** A consent record and its receipt as JSON-LD: ISO/IEC TS 27560:2023 in the words of DPV (FACTS 5.1). Pure. */
import {
  context,
  iso,
  methodOf,
  principalOf,
  proofAddress,
  schemaVersion,
  statementAddress,
  textAddress,
} from './consentEvents.ts';
import { processOf } from './consentProcess.ts';
import type { Recorded } from './recorded.ts';

/** The consent record: what lets the controller demonstrate the consent (GDPR 7(1)). */
export const recordOf = (recorded: Recorded) => {
  const { decision, notice, controller, site, row } = recorded;
  return {
    '@context': context,
    '@type': 'dpv:ConsentRecord',
    '@id': `urn:uuid:${decision.id}`,
    'dct:conformsTo': [`${schemaVersion}#record`, `${schemaVersion}#record-eu-gdpr`],
    'dct:hasVersion': schemaVersion,
    'dct:identifier': decision.id,
    'dct:created': iso(decision.received),
    'dpv:hasDataSubject': principalOf(recorded),
    'dpv:hasDataController': {
      '@type': ['dpv:DataController', 'schema:Organization'],
      '@id': `urn:lupa:controller:${controller.id}`,
      'schema:name': notice.controller.name,
      'schema:email': notice.controller.contact,
      'dpv:hasContact': notice.controller.contact,
      // The statement tells it where the owner has not.
      'dpv:hasAddress': site.settings.controller?.address ?? notice.statement.url,
      'schema:url': notice.statement.url,
    },
    'dpv:hasJurisdiction': { '@id': `loc:${site.settings.controller?.country ?? 'EU'}` },
    'dpv:hasApplicableLaw': { '@id': 'eu-gdpr:GDPR' },
    'dpv:hasLegalBasis': { '@id': 'eu-gdpr:A6-1-a' },
    'dpv:hasProcess': decision.answers.map((asked) => processOf(recorded, asked)),
    'dpv:hasNotice': {
      '@type': 'dpv:ConsentNotice',
      '@id': textAddress(recorded),
      'dct:identifier': notice.version,
      'dct:date': iso(decision.received),
      'dct:language': notice.language,
      'dct:coverage': decision.answers.map(({ purpose }) => purpose),
      'dct:title': notice.texts.title,
      'dct:references': notice.statement.url,
      // The version that was in force; its words for ever, where they were published here (R1).
      'lupa:statement': notice.statement.version,
      ...(notice.statement.digest && { 'lupa:statementAt': statementAddress(recorded) }),
      // A choice that was taken over was made on another tool's text.
      'lupa:shown': decision.takeover === null,
      'lupa:surface': decision.surface,
    },
    'dpv:hasCollectionMethod': methodOf(decision),
    'dpv:hasConsentControl': [
      {
        '@type': ['dpv:ProvideConsent', 'dpv:WithdrawConsent'],
        'dct:title': notice.texts.preferencesButton,
        'dct:description': notice.texts.withdrawal,
        'dpv:isExercisedAt': site.settings.origins,
      },
    ],
    'dpv:hasRight': [
      { '@id': 'eu-gdpr:A7-3' },
      { '@id': 'eu-gdpr:A15' },
      { '@id': 'eu-gdpr:A17' },
      { '@id': 'eu-gdpr:A77' },
    ],
    'dct:date': iso(decision.at),
    ...(decision.signal && { 'lupa:signal': decision.signal }),
    'lupa:ledger': {
      'lupa:number': row.number,
      'lupa:received': decision.received,
      'lupa:body': row.body,
      'lupa:salt': row.salt,
      'lupa:digest': row.digest,
      'lupa:proofAt': proofAddress(recorded),
    },
  };
};

/** The receipt: the visitor's copy, with the proof that the record is in the ledger once that is sealed. */
export const receiptDocument = (recorded: Recorded) => {
  const record = recordOf(recorded);
  const { controller, decision, notice, proof } = recorded;
  const { '@context': _context, ...activity } = record;
  return {
    '@context': context,
    '@type': 'dpv:ConsentReceipt',
    '@id': `urn:uuid:${decision.id}#receipt`,
    'dct:conformsTo': [`${schemaVersion}#receipt-record`, `${schemaVersion}#receipt-eu-gdpr`],
    'dct:hasVersion': schemaVersion,
    'dct:identifier': `${decision.id}-receipt`,
    'dct:created': iso(recorded.made),
    'dct:language': notice.language,
    'dct:publisher': { '@id': `urn:lupa:controller:${controller.id}`, 'schema:name': controller.name },
    'schema:recipient': principalOf(recorded),
    'dpv:hasRecordOfActivity': activity,
    'lupa:sealed': proof !== undefined,
    ...(proof && { 'lupa:proof': proof }),
  };
};

export type ConsentRecord = ReturnType<typeof recordOf>;
export type ReceiptDocument = ReturnType<typeof receiptDocument>;

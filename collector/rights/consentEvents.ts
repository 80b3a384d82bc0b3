/** What happened to a consent, in DPV's words, and where its text and proof are. Pure. */
import type { RecordedDecision } from '../ledger/decisionBody.ts';
import type { Recorded } from './recorded.ts';

const day = 24 * 60 * 60 * 1000;
export const iso = (time: number): string => new Date(time).toISOString();

/** Prefixes of the JSON-LD. */
export const context = {
  dpv: 'https://w3id.org/dpv#',
  pd: 'https://w3id.org/dpv/pd#',
  loc: 'https://w3id.org/dpv/loc#',
  'eu-gdpr': 'https://w3id.org/dpv/legal/eu/gdpr#',
  dct: 'http://purl.org/dc/terms/',
  schema: 'https://schema.org/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  /** Terms of ours: what proves the record. */
  lupa: 'urn:lupa:',
};

export const schemaVersion = 'https://w3id.org/dpv/schema/dpv-27560';

/** Address of the exact text that was shown, for ever. */
export const textAddress = ({ publicUrl, site, notice }: Recorded): string =>
  `${publicUrl}/s/${site.publicId}/notice/${notice.language}?version=${notice.version}`;

/** Address of the privacy statement's words that the notice cites. */
export const statementAddress = ({ publicUrl, site, notice }: Recorded): string =>
  `${publicUrl}/s/${site.publicId}/statements/${notice.statement.digest}`;

/** Where the proof of inclusion is fetched. */
export const proofAddress = ({ publicUrl, decision }: Recorded): string =>
  `${publicUrl}/receipts/${decision.id}/proof`;

/** When a consent given by this decision ends by itself. */
export const endOf = ({ decision, site }: Recorded): number =>
  decision.received + site.settings.consentDays * day;

const hasEnded = (recorded: Recorded): boolean => endOf(recorded) <= recorded.made;

interface Act {
  decision: RecordedDecision;
  received: number;
}

/** How a state was shown, in DPV's words: by pressing something, but where it was carried over. */
export const methodOf = ({ how, surface, takeover }: RecordedDecision): string =>
  takeover
    ? `taken over from ${takeover.from}: given on that tool's banner`
    : `${how} on ${surface}: a button was pressed`;

const byErasing = 'everything was erased on the own page: a button was pressed';

/** What happened to one purpose from this decision on, the first event first. */
export const eventsOf = (recorded: Recorded, purpose: string) => {
  const acts: Act[] = [
    { decision: recorded.decision, received: recorded.decision.received },
    ...recorded.later,
  ];
  let granted = false;
  const events = acts.flatMap(({ decision, received }) => {
    const answer = decision.answers.find((one) => one.purpose === purpose)?.answer;
    if (answer === undefined) return [];
    const state = answer === 'granted' ? 'ConsentGiven' : granted ? 'ConsentWithdrawn' : 'ConsentRefused';
    granted = answer === 'granted';
    return [{ state, at: received, method: methodOf(decision), decision: decision.id }] as const;
  });
  const last = events.at(-1);
  if (last?.state === 'ConsentGiven' && recorded.erased !== null && recorded.erased < endOf(recorded)) {
    const erased = { state: 'ConsentWithdrawn' as const, at: recorded.erased, method: byErasing };
    return [...events, { ...erased, decision: last.decision }];
  }
  return last?.state === 'ConsentGiven' && last.decision === recorded.decision.id && hasEnded(recorded)
    ? [
        ...events,
        {
          state: 'ConsentExpired' as const,
          at: endOf(recorded),
          method: 'its time was over',
          decision: last.decision,
        },
      ]
    : events;
};

export const statusesOf = (recorded: Recorded, purpose: string) =>
  eventsOf(recorded, purpose).map(({ state, at, method, decision }) => ({
    '@type': state === 'ConsentGiven' ? ['dpv:ConsentGiven', 'dpv:ExpressedConsent'] : [`dpv:${state}`],
    'dct:identifier': `urn:uuid:${decision}`,
    'dpv:isIndicatedBy':
      state === 'ConsentExpired'
        ? { '@id': `urn:lupa:controller:${recorded.controller.id}` }
        : principalOf(recorded),
    'dpv:hasIndicationMethod': method,
    'dpv:isIndicatedAtTime': iso(at),
    ...(state === 'ConsentGiven' && {
      'dpv:hasDuration': `P${recorded.site.settings.consentDays}D`,
    }),
  }));

export const principalOf = ({ decision }: Recorded) => ({
  '@type': 'dpv:DataSubject',
  '@id': `urn:uuid:${decision.visitor ?? decision.id}`,
});

/** The tag's own encoder, taken out of the script that browsers get. */
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';

interface Known {
  active: boolean;
}
type Commands = readonly (readonly [how: string, answers: Readonly<Record<string, string>>])[];

const source = readFileSync(new URL('../../../demo/public/google/consent.js', import.meta.url), 'utf8');
const encoder = runInNewContext(
  `${source.replaceAll(/^export /gm, '')}; ({ newConsent, tellConsent, gcsOf, gcdOf })`,
) as {
  newConsent: () => Known;
  tellConsent: (consent: Known, how: string, answers: Readonly<Record<string, string>>) => void;
  gcsOf: (consent: Known) => string | undefined;
  gcdOf: (consent: Known, personalised?: boolean) => string;
};

export const { gcsOf, gcdOf } = encoder;

/** What the tag knows after these commands. */
export const asKnown = (commands: Commands): Known => {
  const consent = encoder.newConsent();
  for (const [how, answers] of commands) encoder.tellConsent(consent, how, answers);
  return consent;
};

/** What a hit tells Google about consent: `gcs` and `gcd`, read back (FACTS 4.3). */

const types = ['ad_storage', 'analytics_storage', 'ad_user_data', 'ad_personalization'] as const;
const alphabet = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_';

type Said = 'granted' | 'denied' | null;

export interface Signal {
  type: (typeof types)[number];
  default: Said;
  update: Said;
  /** What the tag acts on: the update, else the default, else as if granted. */
  state: 'granted' | 'denied' | 'unset';
}

export interface Signals {
  /** Whether the page used Consent Mode at all: without it everything counts as granted. */
  consentMode: boolean;
  gcs: string | null;
  gcd: string | null;
  types: Signal[];
}

const said = (bits: number): Said => (bits === 3 ? 'granted' : bits === 2 ? 'denied' : null);

const fromGcd = (gcd: string): Signal[] =>
  types.map((type, index) => {
    const bits = alphabet.indexOf(gcd.charAt(2 + 2 * index));
    const before = said((bits >> 2) & 3);
    const after = said(bits & 3);
    return { type, default: before, update: after, state: after ?? before ?? 'unset' };
  });

export const decodeSignals = (gcs: string | null, gcd: string | null): Signals => ({
  consentMode: gcs !== null,
  gcs,
  gcd,
  types: gcd !== null && /^1[\w-]{11}$/.test(gcd) ? fromGcd(gcd) : [],
});

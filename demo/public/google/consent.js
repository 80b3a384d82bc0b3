/** Consent as Google's tag keeps it and writes it into `gcs` and `gcd`, as measured on the real one (FACTS 4.3). */

/** The four types that are encoded, in the order of `gcd`. */
const encodedTypes = ['ad_storage', 'analytics_storage', 'ad_user_data', 'ad_personalization'];
const alphabet = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_';

const operation = (answer) => (answer === 'granted' ? 3 : answer === 'denied' ? 2 : 1);

/** What the tag knows: by type, what was declared, defaulted and updated. */
export const newConsent = () => ({ active: false, types: {} });

/** A `consent` command. Region-scoped defaults are left out: the demo is in one place. */
export const tellConsent = (consent, how, answers) => {
  consent.active = true;
  for (const [type, answer] of Object.entries(answers)) {
    if (answer !== 'granted' && answer !== 'denied') continue;
    const known = consent.types[type] || {};
    known[how] = answer;
    consent.types[type] = known;
  }
};

/** `granted`, `denied` or undefined where nothing was said; then the tag behaves as if granted. */
const answerOf = (consent, type) => {
  const known = consent.types[type] || {};
  return known.update || known.default;
};

export const isGranted = (consent, type) => answerOf(consent, type) !== 'denied';

/** `G1`, advertising, analytics; undefined when Consent Mode was never used. */
export const gcsOf = (consent) => {
  if (!consent.active) return undefined;
  const letter = (type) => ({ granted: '1', denied: '0' })[answerOf(consent, type)] || '-';
  return `G1${letter('ad_storage')}${letter('analytics_storage')}`;
};

/** Twelve characters; `personalised` is false where `allow_ad_personalization_signals` was turned off. */
export const gcdOf = (consent, personalised) => {
  const pair = (type) => {
    const known = consent.types[type] || {};
    const said = (operation(known.declare) << 4) | (operation(known.default) << 2) | operation(known.update);
    return alphabet[operation('granted')] + alphabet[said];
  };
  const setting = ((consent.active ? 1 : 0) << 2) | (personalised === false ? 3 : 1);
  return `1${encodedTypes.map(pair).join('')}${alphabet[setting]}l1`;
};

/** vanilla-cookieconsent 3: `categories` names what was accepted, `services` has a member for each category that there was. */
import type { Reader } from './choice.ts';

export const vanilla: Reader = (jar, name = 'cc_cookie') => {
  const value = jar(name);
  if (!value) return undefined;
  const { categories, services, lastConsentTimestamp, revision } = JSON.parse(decodeURIComponent(value));
  return {
    answers: new Map(Object.keys(services).map((category) => [category, categories.includes(category)])),
    given: Date.parse(lastConsentTimestamp),
    pressed: true,
    revision,
  };
};

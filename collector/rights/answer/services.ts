/** Services that the person's browser was allowed to contact: recipients by name, from the texts that were shown (GDPR 15(1)(c)). */
import type { Notice } from '../../../shared/notice.ts';
import { eea, isOutside as isOutsideByCode } from '../../../shared/register/countries.ts';

export interface Service {
  purpose: string;
  name: string;
  provider: string;
  /** As the notice named it. */
  country: string;
  /** Whether it is outside the European Economic Area (GDPR 15(2)). */
  transfer: boolean;
}

const namesIn = new Map<string, ReadonlySet<string>>();

/** The countries of the area as a language names them: a notice tells countries in words. */
const eeaIn = (language: string): ReadonlySet<string> => {
  const known = namesIn.get(language);
  if (known) return known;
  const names = new Intl.DisplayNames([language], { type: 'region' });
  const made = new Set(eea.map((code) => names.of(code) ?? code));
  namesIn.set(language, made);
  return made;
};

/** Whether a country is outside the European Economic Area; one that is not known is taken to be. */
export const isOutside = (country: string, language: string): boolean =>
  isOutsideByCode(country) && !eeaIn(language).has(country);

/** Each once: of purposes that are granted now, and of every act that granted one. */
export const servicesAllowed = ({
  consents,
  decisions,
}: {
  consents: readonly { purpose: string; answer: string; textShown: Notice | null }[];
  decisions: readonly { answers: { purpose: string; answer: string }[]; textShown: Notice | null }[];
}): Service[] => {
  const granted = [
    ...consents.filter(({ answer }) => answer === 'granted'),
    ...decisions.flatMap(({ answers, textShown }) =>
      answers.filter(({ answer }) => answer === 'granted').map(({ purpose }) => ({ purpose, textShown })),
    ),
  ];
  const once = new Map(granted.map((one) => [`${one.textShown?.version} ${one.purpose}`, one] as const));
  const found = [...once.values()].flatMap(({ purpose, textShown }) =>
    (textShown?.purposes ?? [])
      .filter(({ id }) => id === purpose)
      .flatMap(({ name: told, services }) =>
        services.map(({ name, provider, country }) => ({
          purpose: told,
          name,
          provider,
          country,
          transfer: isOutside(country, textShown?.language ?? 'en'),
        })),
      ),
  );
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
};

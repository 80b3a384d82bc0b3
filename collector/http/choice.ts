/** The visitor's choice in the one cookie of ours, read strictly; every other cookie is passed over unread. */
import type { Site } from '../register/sites.ts';

export interface Choice {
  /** As it came: what is set again is never another value. */
  value: string;
  /** The first day on which it no longer holds, in days since 1970. */
  until: number;
}

/** `1~<until, base 36>~<signal>~analytics.1~!marketing.1`, as `widget/consent/remember.ts` writes it. */
const form = /^1~([1-9a-z][0-9a-z]{2,4})~(?:gpc|dnt)?((?:~!?[a-z][a-z0-9_-]{0,31}\.[1-9][0-9]{0,6})+)$/;

/** The value, where it is the only one of its name: of two the browser alone could say which of them counts. */
const only = (header: string): string | undefined => {
  const [value, another] = header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith('lupa='));
  return another === undefined ? value?.slice('lupa='.length) : undefined;
};

/** The choice in a `Cookie` header, if the site can have let a visitor make it, and it holds no longer than it may. */
export const choiceIn = (header: string | undefined, site: Site, now: number): Choice | undefined => {
  const value = only(header ?? '') ?? '';
  const [, end = '', said = ''] = form.exec(value) ?? [];
  const answers = said.split('~').slice(1);
  const purposes = answers.map((one) => one.replace(/^!|\.\d+$/g, ''));
  const isKnown = purposes.every((purpose, place) => {
    const terms = Number(answers[place]?.split('.')[1]);
    return terms <= (site.terms.get(purpose) ?? 0);
  });
  if (!answers.length || new Set(purposes).size !== answers.length || !isKnown) return undefined;
  const { consentDays, refusalDays } = site.settings;
  const until = Number.parseInt(end, 36);
  const today = Math.floor(now / 864e5);
  const granted = answers.some((one) => !one.startsWith('!'));
  return until > today && until <= today + (granted ? consentDays : refusalDays + 1)
    ? { value, until }
    : undefined;
};

/** Writes the cookie: no identifier, the same bytes for the same choice. Second stage only. */
import type { DeskSettings } from '../../shared/gate.ts';
import { ours } from './memory.ts';
import { today } from './recall.ts';
import type { Memory } from './state.ts';

/** What `recall` reads; purposes in the order of the terms, so that the order of pressing leaves no trace. */
export const format = ({ until, answers }: Memory, terms: Record<string, number>, signal: string): string => {
  const given = Object.keys(terms)
    .filter((purpose) => Object.hasOwn(answers, purpose))
    .map((purpose) => `${answers[purpose] === 'granted' ? '' : '!'}${purpose}.${terms[purpose]}`);
  return ['1', until.toString(36), signal, ...given].join('~');
};

/** The first day on which the answers no longer hold: a consent never lasts longer than promised, a refusal never shorter. */
export const ends = (answers: Memory['answers'], days: DeskSettings['days'], now: number): number =>
  today(now) + (Object.values(answers).includes('granted') ? days[0] : days[1] + 1);

/** Undefined when the browser keeps `value`; else `value` again, to be kept for this page (R39). */
export const remember = (value: string, until: number, domain: string | undefined): string | undefined => {
  try {
    const parts = [
      `lupa=${value}`,
      'path=/',
      `expires=${new Date(until * 864e5).toUTCString()}`,
      'samesite=lax',
      `domain=${domain ?? ''}`,
      ...(location.protocol === 'https:' ? ['secure'] : []),
    ];
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous, and absent in Firefox ESR.
    document.cookie = parts.join(';');
    if (ours.exec(document.cookie)?.[1] === value) return undefined;
  } catch {
    // Where cookies are forbidden, reading throws as well.
  }
  return value;
};

/** Where a visitor stands, from what the cookie says. Second stage; the loader only looks for grants in it. */
import { read, type Said, says } from './memory.ts';
import type { Consent } from './state.ts';

/** Days since 1970. */
export const today = (now: number): number => Math.floor(now / 864e5);

/** `said`: undefined where the browser keeps no cookie. Blocked storage is a refusal (R39), and so is a signal (C23). */
export const understand = (
  said: Said | undefined,
  terms: Record<string, number>,
  signal: string,
): Consent => {
  const consent: Consent = { status: signal || !said ? 'decided' : 'unasked', until: 0, answers: {} };
  if (!said?.[0]) return consent;
  consent.until = said[0];
  consent.status = 'decided';
  for (const purpose of Object.keys(terms)) {
    if (says(said, purpose, terms[purpose])) consent.answers[purpose] = 'granted';
    else if (says(said, `!${purpose}`, terms[purpose])) consent.answers[purpose] = 'denied';
    // Where there is a signal, nothing is left open to be asked.
    else if (!signal) consent.status = 'outdated';
  }
  return consent;
};

/** What a cookie's value means now. */
export const recall = (
  value: string | undefined,
  terms: Record<string, number>,
  now: number,
  signal: string,
): Consent => understand(value === undefined ? undefined : read(value, now, signal), terms, signal);

/** The cookie, read: the same bytes for everyone who chose the same, under the same signal, on the same day. */
import type { Consent } from './state.ts';

/** Days since 1970. */
export const today = (now: number): number => Math.floor(now / 864e5);

/** The cookie's value: `''` when there is none, undefined where the browser keeps none. */
export const cookie = (): string | undefined => {
  try {
    // Chromium says `cookieEnabled` in an opaque-origin frame, and throws on reading (LOADER.md, traps).
    if (navigator.cookieEnabled) return document.cookie.match(/(?:^| )lupa=([^;]*)/)?.[1] ?? '';
  } catch {}
  return undefined;
};

/**
 * What the cookie says: `1~<until, base 36>~<signal>~analytics.1~!marketing.1`.
 * Blocked storage is a refusal (R39), and so is a signal that the choice did not know of (C23).
 */
export const recall = (
  value: string | undefined,
  terms: Record<string, number>,
  now: number,
  signal: string,
): Consent => {
  const [format, end, then, ...given] = value?.split('~') ?? [];
  const until = Number.parseInt(end ?? '', 36);
  const consent: Consent = { status: signal || value == null ? 'decided' : 'unasked', until: 0, answers: {} };
  if (format !== '1' || !(until > today(now)) || (signal && then !== signal)) return consent;
  consent.until = until;
  consent.status = 'decided';
  for (const purpose in terms) {
    const said = `${purpose}.${terms[purpose]}`;
    // Under other terms it is no answer (C16). Where there is a signal, nothing is left open to be asked.
    if (given.includes(said)) consent.answers[purpose] = 'granted';
    else if (given.includes(`!${said}`)) consent.answers[purpose] = 'denied';
    else if (!signal) consent.status = 'outdated';
  }
  return consent;
};

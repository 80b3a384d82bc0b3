/** The cookie, read: the same bytes for everyone who chose the same, under the same signal, on the same day. */

/** What the cookie says, when it still counts: the first day it no longer holds, then `analytics.1`, `!marketing.1`, … */
export type Said = readonly [until: number, ...said: string[]] | readonly [];

/** Our cookie in a cookie string: its value is the first group. */
export const ours = /(?:^| )lupa=([^;]*)/;

/**
 * Reads `1~<until, base 36>~<signal>~analytics.1~!marketing.1` from `memory` or else from the cookie. Empty where it has
 * ended, and where the browser sends a signal that the choice did not know of (C23); undefined where the browser keeps no
 * cookie: Chromium says `cookieEnabled` in an opaque-origin frame, and throws on reading (LOADER.md, traps).
 */
export const read = (memory: string | undefined, now: number, signal: string): Said | undefined => {
  try {
    if (!(memory ?? navigator.cookieEnabled)) return;
    const [format, end = '', then, ...said] = (memory ?? ours.exec(document.cookie)?.[1] ?? '').split('~');
    const until = Number.parseInt(end, 36);
    return format === '1' && until > now / 864e5 && (!signal || then === signal) ? [until, ...said] : [];
  } catch {}
};

/** Whether it says so under these terms; under other terms it is no answer (C16). */
export const says = (said: Said, purpose: string, terms: number | undefined): boolean =>
  (said as readonly unknown[]).includes(`${purpose}.${terms}`);

/** The second stage: draws what asks for a decision, carries decisions out, delivers what is undelivered. */
import type { DeskSettings } from '../shared/gate.ts';
import type { Consent } from './consent/state.ts';
import type * as Debug from './debug.ts';
import { put } from './decide/carry.ts';
import { type Desk, newDesk } from './decide/desk.ts';
import { close, drawBanner, drawEmbeds, drawPreferences } from './decide/draw.ts';
import { deliver, settleAll } from './decide/errands.ts';
import { keep } from './decide/keep.ts';
import { inTurn, record } from './decide/record.ts';
import { citing } from './decide/shown.ts';
import { end, shut, withdrawal } from './decide/shut.ts';
import { sweep } from './decide/sweep.ts';
import { tie, untie } from './decide/tie.ts';
import type { Handle } from './handle.ts';
import type * as Takeover from './takeover.ts';

/** The collector puts the site's settings for this stage in the place of this one name. */
declare const __LUPA_DESK__: DeskSettings;

let only: Desk | undefined;

/** One desk a page. Time, chance and the network come in here, and nowhere else. */
const desk = (handle: Handle): Desk => {
  only ??= newDesk(
    handle,
    __LUPA_DESK__,
    {
      now: () => Date.now(),
      chance: (bytes) => crypto.getRandomValues(bytes),
      send: (...given) => fetch(...given),
      shelf: () => localStorage,
    },
    deliver,
  );
  return only;
};

/** A prerendered page may never be seen: nothing is asked there, and nothing reported. */
const seen = (): Promise<unknown> | undefined =>
  (document as { prerendering?: boolean }).prerendering
    ? new Promise((resolve) => document.addEventListener('prerenderingchange', resolve))
    : undefined;

/**
 * Not in a frame of another site, where a press could be stolen, and the answer would mostly not be kept; nor where storage
 * is forbidden: Chromium says `cookieEnabled` then, and the question would come back on every page (R39).
 */
const mayAsk = (): boolean => {
  try {
    return !!top?.document && localStorage !== undefined;
  } catch {
    return false;
  }
};

/** The page's last word has been read: what is put on it earlier, the parser or a framework may find in its way. */
const read = (): Promise<unknown> | undefined =>
  document.readyState === 'loading'
    ? new Promise((resolve) => addEventListener('DOMContentLoaded', resolve))
    : undefined;

/**
 * Asks with the banner, unless another tool's has been answered and the owner takes that over. Resolves when that is over: then
 * there is room for the preferences button. `notice`: what the loader asks for while this comes.
 */
export const ask = async (handle: Handle, notice?: Promise<Response | undefined>): Promise<void> => {
  await read();
  await seen();
  const own = desk(handle);
  const { takeover } = own.own;
  if (takeover)
    try {
      const { take }: typeof Takeover = await import(handle.settings.base + takeover);
      await take(own, put, keep);
    } catch {
      // Then it is asked as always.
    }
  // On a first visit there is nothing.
  if (own.ring() || own.box.all()[0]) own.work(settleAll(own));
  if (mayAsk()) await drawBanner(own, notice);
};

/** Shows an owner what is held, what ran, and what came too early; see `widget/debug.ts`. */
export const debug = async (handle: Handle): Promise<unknown> => {
  const apart: typeof Debug = await import(handle.settings.base + desk(handle).own.debug);
  return apart.debug(handle);
};

/** Opens the preferences. */
export const open = (handle: Handle): Promise<void> => drawPreferences(desk(handle));

/** Draws placeholders for the embeds that wait; resolves to what draws them, now and later. */
export const embeds = (handle: Handle): Promise<() => void> => drawEmbeds(desk(handle));

/** Delivers what is undelivered, reports a visit that is due. */
export const settle = async (handle: Handle): Promise<void> => {
  await seen();
  const own = desk(handle);
  return own.work(settleAll(own));
};

const nothing: Consent = { status: 'decided', until: 0, answers: {} };

/** Carries out a withdrawal by the page: the loader has shut the gate already. */
export const withdraw = (handle: Handle): Promise<void> => {
  const own = desk(handle);
  close('lupa-banner');
  shut(own);
  return own.work(
    (async () => {
      // Cites what was consented to; where this origin holds no key, what would be shown now.
      const cited = own.ring() ?? citing(await own.notice());
      await inTurn(own, () => record(own, withdrawal(Object.keys(cited.terms)), cited, nothing, nothing));
      await deliver(own);
    })(),
  );
};

/** Something has ended on this page, perhaps by an act in another tab: takes away what the guard cannot see. */
export const withdrawn = async (handle: Handle): Promise<void> => sweep(desk(handle));

/** The collector says that this browser's consent is not live: nothing more is asked or measured under it. */
export const ended = async (handle: Handle): Promise<void> => end(desk(handle));

/** The visitor id, once what is under way has been delivered. */
export const visitor = async (handle: Handle): Promise<string | undefined> => {
  const own = desk(handle);
  await own.idle();
  return own.ring()?.visitor;
};

/** Ties this browser to a person; that begins a session, hence a visit. */
export const identify = async (handle: Handle, token: string): Promise<boolean> => {
  await seen();
  const own = desk(handle);
  await own.idle();
  return own.work(tie(own, token));
};

/** Ends the tie. The grants move to a new key, so that the next person on this browser is another visitor. */
export const signOut = async (handle: Handle): Promise<boolean> => {
  const own = desk(handle);
  await own.idle();
  return own.work(untie(own));
};

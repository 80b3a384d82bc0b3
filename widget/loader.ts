/** The loader: reads where the visitor stands, holds everything back, fetches the second stage when it is needed. */
import type { GateSettings } from '../shared/gate.ts';
import { publish } from './api.ts';
import { language } from './consent/language.ts';
import { cookie, recall } from './consent/memory.ts';
import { signal as signalOf } from './consent/signals.ts';
import { allows as permits } from './consent/state.ts';
import { tabs } from './consent/tabs.ts';
import type * as Decide from './decide.ts';
import { guard } from './gate/guard.ts';
import { hold } from './gate/hold.ts';
import { blocks } from './gate/hosts.ts';
import type { Google, google as googlePart } from './google/google.ts';
import type { Handle } from './handle.ts';
import { button } from './loader/button.ts';
import { scripts } from './loader/scripts.ts';

/** It only reads, and changes nothing; but a withdrawal by the page shuts the gate here and now. */
export const start = (settings: GateSettings, googles?: typeof googlePart): void => {
  // Included twice: the first one does it.
  if (window.lupa?.allows) return;
  const { base, decide, purposes } = settings;
  const nonce = document.currentScript?.nonce;
  const script = scripts(nonce);
  const signal = signalOf(settings);
  const stopped = new Set<string>();
  let granted: string[] = [];
  let release: (() => void) | undefined;
  let google: Google | undefined;

  const read = () => recall(handle.memory ?? cookie(), purposes, Date.now(), signal);
  const allows = (purpose: string) => !stopped.has(purpose) && permits(read(), purpose);
  const tags = () => {
    release?.();
    google?.load();
  };
  const apply = () => {
    const before = granted;
    granted = Object.keys(purposes).filter(allows);
    // What has ended on this page stays off until a fresh one.
    for (const purpose of before) if (!granted.includes(purpose)) stopped.add(purpose);
    if (`${before}` === `${granted}`) return;
    google?.update();
    setTimeout(tags);
    tell();
  };
  const handle: Handle = { settings, memory: undefined, stopped, signal, read, apply };

  /**
   * Calls the second stage: a module whose bytes are checked, and which `import()` takes from the module map, so that calling
   * again costs nothing. Never imported after an error: WebKit would fetch once more, unchecked.
   * Settles in any case: a missing collector must not leave the page waiting.
   */
  const call = async (name: keyof typeof Decide, given?: unknown) => {
    try {
      const address = base + decide[0];
      await new Promise((onload, onerror) =>
        script(address, { type: 'module', crossOrigin: '', integrity: decide[1], onload, onerror }),
      );
      return await (await import(address))[name](handle, given);
    } catch {
      return null;
    }
  };
  const open = () => call('open');

  const tell = publish({
    allows,
    open,
    withdraw() {
      const before = read();
      for (const purpose in purposes) stopped.add(purpose);
      handle.memory = undefined;
      try {
        // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous, and absent in Firefox ESR.
        document.cookie = `lupa=;max-age=0;path=/;domain=${settings.domain ?? ''}`;
      } catch {}
      apply();
      call('withdraw', before);
    },
    visitor: async () => (granted[0] ? call('visitor') : null),
    identify: (token) => call('identify', token),
    signOut: () => call('signOut'),
  });

  if (guard(blocks(settings.hosts, allows)) && settings.google)
    google = googles?.(settings.google, allows, script);

  const begin = () => {
    release = hold(allows, nonce);
    tabs(apply);
    apply();
    const own = '[data-lupa-preferences]';
    const tag = language(settings);
    if (!document.querySelector(own)) button(settings.button[tag], tag, open);
    document.addEventListener('click', (event) => {
      if (!(event.target as Element).closest(own)) return;
      event.preventDefault();
      open();
    });
    const { status, until } = read();
    if (status !== 'decided') return call('ask');
    try {
      // From when on the second stage has something to do (decide/desk.ts); without a grant, whatever the time.
      const due = localStorage[`lupa:${settings.site}:due`];
      if (until && (granted[0] ? due < Date.now() : due)) call('settle');
    } catch {}
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin);
  else begin();
};

/** The loader: reads where the visitor stands, holds everything back, fetches the second stage when it is needed. */
import type { GateSettings } from '../shared/gate.ts';
import { type Lupa, publish } from './api.ts';
import { language } from './consent/language.ts';
import { read } from './consent/memory.ts';
import { signal as signalOf } from './consent/signals.ts';
import { tabs } from './consent/tabs.ts';
import type * as Decide from './decide.ts';
import { guard } from './gate/guard.ts';
import { hold } from './gate/hold.ts';
import { blocks } from './gate/hosts.ts';
import type { Handle } from './handle.ts';
import { button } from './loader/button.ts';
import { scripts } from './loader/scripts.ts';
import type * as Tag from './tags/begin-google.ts';
import { stub } from './tags/stub.ts';

/** It only reads, and changes nothing; but a withdrawal by the page shuts the gate here and now. */
export const start = (settings: GateSettings): void => {
  // Included twice: the first one does it. An element of that name has no function.
  if (window.lupa?.allows?.call) return;
  const { base, purposes, dnt, site, button: labels } = settings;
  // Not as the document says it: an injected `<img name=currentScript>` would answer. A module has none, and takes the first.
  const nonce = (
    (Reflect.get(Document.prototype, 'currentScript', document) as HTMLElement | null) ??
    document.querySelector<HTMLElement>('[nonce]')
  )?.nonce;
  const signal = signalOf(dnt);
  const script = scripts(nonce);
  const names = Object.keys(purposes);
  const stopped: Record<string, unknown> = {};
  const was: Record<string, boolean> = {};
  let release: (() => void) | undefined;
  let tag: (() => void) | undefined | null;
  let place: Promise<(() => void) | null> | undefined;

  const said = () => read(handle.memory, Date.now(), signal);
  const says = (purpose: string, not = '') =>
    (said() as readonly unknown[] | undefined)?.includes(`${not + purpose}.${purposes[purpose]}`);
  const allows = (purpose: string) => !stopped[purpose] && !!says(purpose);

  /**
   * Calls a module of ours whose bytes are checked where `integrity` says so. `import()` takes it from the module map, so that calling again costs
   * nothing; never after an error: WebKit would fetch once more, unchecked. Null where it cannot be had: a missing collector
   * must not leave the page waiting.
   */
  const call = async (path: string, integrity: string, name: string, ...given: unknown[]) => {
    try {
      await new Promise((onload, onerror) =>
        script(base + path, { type: 'module', integrity, onload, onerror }),
      );
      return await (await import(base + path))[name](...given);
    } catch {
      return null;
    }
  };
  const decide = (name: keyof typeof Decide, given?: unknown) =>
    call(...settings.decide, name, handle, given);
  const open = () => decide('open');
  const notice = async () => {
    try {
      return await fetch(`${base}/s/${site}/notice/${language(labels)}`, {
        credentials: 'omit',
        referrerPolicy: 'origin',
      });
    } catch {}
  };
  const apply = () => {
    /** Whether something has ended; undefined: nothing has changed. */
    let ended: unknown;
    for (const name of names)
      if (!was[name] === allows(name)) {
        // What has ended on this page stays off until a fresh one.
        stopped[name] = was[name];
        ended = was[name] || ended || 0;
        was[name] = !was[name];
      }
    if (ended == null) return;
    tag?.();
    // Also where another tab has ended it: frames that run here, and what this tab alone has stored, the guard cannot see.
    if (ended) decide('withdrawn');
    setTimeout(async () => {
      release?.();
      // It looks itself whether its purposes are granted, as the answers stand when it has arrived.
      if (!tags || tag) return;
      tag = () => {};
      tag = await call(tags, '', 'begin' satisfies keyof typeof Tag, allows, script, decide);
    });
    tell();
  };
  const handle: Handle = { settings, stopped, signal, said, apply };

  // The second stage and what it will show are on their way while the rest is put in place here.
  // A page that is prerendered may never be seen: there it is asked for later.
  // Nor is there anything to wait for where nothing could be drawn (XHTML parsed as XML).
  const asked =
    !signal &&
    document.contentType === 'text/html' &&
    said() &&
    names.some((name) => !says(name) && !says(name, '!')) &&
    decide('ask', (document as { prerendering?: boolean }).prerendering ? undefined : notice());

  const lupa = {
    allows,
    open,
    debug: () => decide('debug'),
    event(...given) {
      if (gtag) gtag('event', ...given);
    },
    withdraw() {
      handle.memory = '';
      try {
        // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous, and absent in Firefox ESR.
        document.cookie = `lupa=;max-age=0;path=/;domain=${settings.domain ?? ''}`;
      } catch {}
      apply();
      decide('withdraw');
    },
  } as Lupa;
  // Without a grant there is no visitor, and nothing to ask the second stage for.
  for (const name of ['visitor', 'identify', 'signOut'] as const)
    lupa[name] = async (given?: unknown) => (names.some(allows) ? decide(name, given) : null);
  const tell = publish(lupa);
  // A guard that is not whole (frozen prototypes) could not stop a tag: then none is loaded.
  const tags = guard(blocks(settings.hosts, allows)) && settings.tags;
  const gtag = settings.tags && stub();

  const begin = () => {
    // Fetched for the first embed that waits; the same draws the placeholders of those that come later.
    release = hold(allows, nonce, () => {
      place ??= decide('embeds');
      place.then((draw) => draw?.());
    });
    tabs(apply);
    apply();
    button(labels, language(labels), open, asked);
    if (/lupa-debug/.test(location.search)) decide('debug');
    let due: string | undefined;
    try {
      // As `decide/desk.ts` notes it: from when on the second stage has something to deliver or to report.
      due = localStorage.lupaDue;
    } catch {}
    if (!asked && said()?.[0] && due && (+due < Date.now() || !names.some(allows))) decide('settle');
  };
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', begin);
  else begin();
};

/** Shows an owner what is held, what ran, and which request to others came too early. Sends nothing to anybody. */
import type { DebugSettings } from '../shared/gate.ts';
import { cookies } from './debug/cookies.ts';
import { elements } from './debug/elements.ts';
import { grants } from './debug/grants.ts';
import { inspect, watchStopped } from './debug/guard.ts';
import { Panel } from './debug/panel.ts';
import { type Report, titles } from './debug/report.ts';
import { requests, watchRequests } from './debug/requests.ts';
import { standing } from './debug/standing.ts';
import { watchViolations } from './debug/violations.ts';
import { blocks } from './gate/hosts.ts';
import type { Handle } from './handle.ts';

/** The collector puts what the site declares in the place of this one name. */
declare const __LUPA_DEBUG__: DebugSettings;

declare global {
  interface HTMLElementTagNameMap {
    'lupa-debug': Panel;
  }
}

/** What is watched from the first call on. */
const watch = async (handle: Handle) => {
  const settings = __LUPA_DEBUG__;
  const { base, decide, hosts, purposes } = handle.settings;
  const allows = (purpose: string) => !!window.lupa?.allows(purpose);
  const blocked = blocks(hosts, allows);
  const since = grants(settings.site, Object.keys(purposes), allows);
  // The loader hands its own nonce on to the second stage.
  const nonce = document.querySelector<HTMLScriptElement>(`script[src$="${decide[0]}"]`)?.nonce;
  const guard = await inspect(hosts.find(([host]) => blocked(`https://${host}/`))?.[0]);
  let heard = () => {};
  const call = () => heard();
  const seen = watchRequests(call);
  const stopped = watchStopped(blocked, call);
  const violations = watchViolations(call);
  const { apply } = handle;
  // Before the gate opens: what it lets through then is in time.
  handle.apply = () => {
    since.look();
    apply();
  };
  // Another tab's choice comes this way.
  window.lupa?.onChange(() => {
    since.look();
    heard();
  });
  return {
    report: (): Report => ({
      standing: standing(handle, settings.site),
      ...elements({ purposes, stopped: handle.stopped, allows, nonce, blocked }),
      requests: requests(settings, base, since, seen()),
      stopped: stopped(),
      cookies: cookies(settings, allows),
      guard,
      violations: violations(),
    }),
    listen: (listener: () => void) => {
      heard = listener;
    },
  };
};

let only: ReturnType<typeof watch> | undefined;
let clock: ReturnType<typeof setInterval> | undefined;

const panel = (): Panel => {
  if (!customElements.get('lupa-debug')) customElements.define('lupa-debug', Panel);
  const there = document.querySelector('lupa-debug');
  if (there) return there;
  const made = document.createElement('lupa-debug');
  document.body.append(made);
  return made;
};

/** Opens the panel, prints the same tables, and answers them. Once opened it keeps itself up to date. */
export const debug = async (handle: Handle): Promise<Report> => {
  only ??= watch(handle);
  const { listen, report } = await only;
  const open = panel();
  let shown = '';
  const draw = () => {
    if (!open.isConnected) return clearInterval(clock);
    const now = report();
    // What is unchanged is left alone: a reader may be in the middle of it.
    if (JSON.stringify(now) !== shown) open.show(now);
    shown = JSON.stringify(now);
  };
  clearInterval(clock);
  clock = setInterval(draw, 1000);
  listen(() => setTimeout(draw));
  // What the browser has buffered is told in a task of its own.
  await new Promise((resolve) => setTimeout(resolve, 50));
  draw();
  const answer = report();
  for (const [name, { rows }] of Object.entries(answer)) {
    console.log(`Lupa: ${titles[name as keyof Report]}`);
    console.table(rows);
  }
  return answer;
};

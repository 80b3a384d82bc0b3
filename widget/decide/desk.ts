/** Where a page's decisions are worked on: what the second stage keeps between calls. */
import type { DeskSettings } from '../../shared/gate.ts';
import type { Notice } from '../../shared/notice.ts';
import type { Acknowledgement } from '../../shared/receipt.ts';
import type { Chance } from '../consent/id.ts';
import { keepKeyring } from '../consent/keep.ts';
import { type Keyring, readKeyring } from '../consent/key.ts';
import { language } from '../consent/language.ts';
import { allows } from '../consent/state.ts';
import { courier } from '../delivery/courier.ts';
import { type Outbox, outbox, type Shelf } from '../delivery/outbox.ts';
import { type Post, post } from '../delivery/post.ts';
import type { Handle } from '../handle.ts';
import { alone } from './pace.ts';
import { renew } from './renew.ts';
import { fetchNotice } from './shown.ts';
import { standing } from './standing.ts';

/** Time, chance and the network, handed in. */
export interface World {
  now: () => number;
  chance: Chance;
  send: typeof fetch;
  shelf: Shelf;
}

export interface Desk {
  handle: Handle;
  /** What only the second stage needs to know of the site. */
  own: DeskSettings;
  world: World;
  box: Outbox;
  post: Post;
  /** The visitor key and what is kept beside it; for this page only where nothing can be stored. */
  ring(): Keyring | undefined;
  keep(ring: Keyring | undefined): void;
  /** The notice in the page's language, fetched once; `early`: what the loader has asked for already. */
  notice(early?: Promise<Response | undefined>): Promise<Notice>;
  /** Delivers what is in the outbox, one tab at a time. */
  bring(): Promise<void>;
  /** Notes for the loader from when on there is something to do: now, when the next visit is due, or not until something changes. */
  mark(): void;
  /** Notes work under way, so that `idle` can wait for it. */
  work<T>(work: Promise<T>): Promise<T>;
  idle(): Promise<unknown>;
}

/** A session without a visit is over after half an hour. */
export const session = 18e5;
const never = 9e15;

/** `again` is called when what could not be delivered is to be tried once more. */
export const newDesk = (
  handle: Handle,
  own: DeskSettings,
  world: World,
  again: (desk: Desk) => void,
): Desk => {
  const { base, site } = handle.settings;
  let coming: Promise<Notice> | undefined;
  const under = new Set<Promise<unknown>>();
  let spare: Keyring | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const ring = () => readKeyring(site) ?? spare;
  const keep = (next: Keyring | undefined) => {
    spare = keepKeyring(site, next) ? undefined : next;
  };
  const box = outbox(site, world.shelf, world.now);
  const carrier = post(`${base}/s/${site}`, world.send);
  const round = courier({
    box,
    post: carrier,
    now: world.now,
    inTurn: (work) => alone(`lupa:${site}`, work),
    chance: () => (world.chance(new Uint8Array(1))[0] ?? 0) / 256,
    later(milliseconds) {
      clearTimeout(timer);
      timer = setTimeout(again, milliseconds, desk);
    },
    acknowledged({ key }, { visitor, receipt }) {
      const held = ring();
      if (held?.key === key && visitor)
        keep({ ...held, ...({ visitor, receipt } as Acknowledgement) } as Keyring);
    },
  });

  const desk: Desk = {
    handle,
    own,
    world,
    box,
    post: carrier,
    ring,
    keep,
    bring: () => alone(`lupa:${site}:courier`, round),
    notice(early) {
      coming ??= fetchNotice(
        handle,
        () =>
          early ??
          world.send(`${base}/s/${site}/notice/${language(handle.settings.button)}`, {
            credentials: 'omit',
            referrerPolicy: 'origin',
          }),
      );
      // The next press tries again.
      coming.catch(() => {
        coming = undefined;
      });
      return coming;
    },
    mark() {
      const { visits } = own;
      const held = ring();
      const counted = visits && allows(standing(handle), visits);
      const due = box.all().length ? 0 : held && (counted ? (held.visited ?? 0) + session : never);
      try {
        if (due === undefined) world.shelf().removeItem('lupaDue');
        else world.shelf().setItem('lupaDue', `${due}`);
      } catch {
        // Nothing can be kept, hence nothing is due on the next page.
      }
    },
    work(work) {
      const done: Promise<unknown> = work.catch(() => {}).then(() => under.delete(done));
      under.add(done);
      return work;
    },
    idle: () => Promise.all(under),
  };
  renew(desk);
  return desk;
};

/** Puts a decision into the outbox, under the visitor key when something is or was until now granted. */
import type { Decision } from '../../shared/decision.ts';
import { newId, newKey } from '../consent/id.ts';
import type { Keyring } from '../consent/key.ts';
import { allows, type Consent } from '../consent/state.ts';
import type { Act } from './carry.ts';
import type { Desk } from './desk.ts';
import { alone } from './pace.ts';
import type { Cited } from './shown.ts';

/** One tab at a time: two acts at once would otherwise have the same sequence. */
export const inTurn = ({ handle }: Desk, work: () => void): Promise<void> =>
  alone(`lupa:${handle.settings.site}`, work);

/** `before` and `after`: where the visitor stands until this act, and from it on. All in one task: call it `inTurn`. */
export const record = (desk: Desk, act: Act, cited: Cited, before: Consent, after: Consent): void => {
  const { box, handle, own, world } = desk;
  const { visits } = own;
  const now = world.now();
  const granted = Object.values(after.answers).includes('granted');
  const held = desk.ring();
  // A refusal makes no key (C20); one that is still held belongs to a grant that the collector knows of.
  const key = held?.key ?? (granted ? newKey(now, world.chance) : undefined);
  const sequence = (held?.sequence ?? 0) + 1;
  const terms = Object.fromEntries(
    Object.keys(act.answers).map((purpose) => [purpose, cited.terms[purpose] ?? 1]),
  );
  const decision: Decision = {
    v: 1,
    id: newId(now, world.chance),
    at: now,
    notice: cited.notice,
    language: cited.language,
    ...act,
    terms,
    ...(handle.signal && { signal: handle.signal }),
    ...(key && { visitorKey: key, sequence }),
  };
  box.add({
    id: decision.id,
    body: JSON.stringify(decision),
    at: now,
    tries: 0,
    after: 0,
    ...(key && { key }),
  });
  if (granted && key) {
    const ring: Keyring = { ...held, ...cited, key, sequence, until: after.until };
    // A grant of it begins a session (DESIGN section 3, *visit*).
    if (visits && allows(after, visits) && !allows(before, visits)) delete ring.visited;
    desk.keep(ring);
  } else desk.keep(undefined);
  desk.mark();
};

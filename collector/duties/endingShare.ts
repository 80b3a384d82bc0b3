/** Ending a consent to be disclosed to a recipient: at once, and told outside the database too (GDPR 7(3)). */
import { toUuid } from '../bytes.ts';
import { sealEntry, tellJournal } from '../ledger/journalEntry.ts';
import type { Actor } from '../register/actor.ts';
import { actOn } from '../register/recordEvents.ts';
import { must, type Statement, type Store, sql, statement, Unmet } from '../store/store.ts';
import type { World } from '../world.ts';

export const shareEndings = ['withdrawn', 'expired', 'mistake'] as const;
export type ShareEnding = (typeof shareEndings)[number];

const end = sql`
  update sharing_consents set ended = :now, ending = :how, version = version + 1
  where controller_id = :controller and consent_id = :consent and ended is null
  returning 1 as done`;
const one = sql`
  select person_id as person, ended from sharing_consents where controller_id = :controller and consent_id = :consent`;

const live = sql`
  select consent_id as consent from sharing_consents
  where controller_id = :controller and person_id = :person and ended is null
  order by consent_id`;

/** The statement alone, as a restored database needs it again. */
export const shareEnded = (
  controller: number,
  consent: Uint8Array,
  how: ShareEnding,
  now: number,
): Statement => statement(end, { controller, consent, how, now });

/** When it ended, now or before; undefined where there is no such consent. Whoever is restricted may withdraw too. */
export const endShare = async (
  store: Store,
  world: World,
  actor: Actor,
  consent: Uint8Array,
  how: ShareEnding,
): Promise<number | undefined> => {
  const { controller } = actor;
  const found = async () =>
    (await store.read<{ person: Uint8Array; ended: number | null }>(one, { controller, consent }))[0];
  const before = await found();
  if (!before) return undefined;
  if (before.ended !== null) return before.ended;
  const now = world.clock();
  const about = { consent: toUuid(consent), person: toUuid(before.person), how };
  try {
    await store.write([
      must(shareEnded(controller, consent, how, now)),
      ...actOn(world, actor, 'sharing-ended', about),
      // A restored backup must not bring it back.
      tellJournal(
        controller,
        sealEntry(world, {
          kind: 'sharing-ended',
          controller,
          consent: toUuid(consent),
          how,
          received: now,
        }),
      ),
    ]);
    return now;
  } catch (error) {
    if (!(error instanceof Unmet)) throw error;
    // Somebody was quicker.
    return (await found())?.ended ?? undefined;
  }
};

/** Ends every consent of a person to be disclosed, whatever state they are in: they have withdrawn what they had given. */
export const endShares = async (
  store: Store,
  world: World,
  actor: Actor,
  person: Uint8Array,
): Promise<void> => {
  for (const { consent } of await store.read<{ consent: Uint8Array }>(live, {
    controller: actor.controller,
    person,
  }))
    await endShare(store, world, actor, consent, 'withdrawn');
};

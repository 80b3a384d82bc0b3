/** Answering a request: what the right demands is done, the person is told, and the request ends, in one write. */
import { startOf } from '../../calendar/day.ts';
import { keptWords } from '../../duties/holds/words.ts';
import { tellRecipients } from '../../duties/recipientNotices.ts';
import { dayIn } from '../../messages/campaigns/words/spoken.ts';
import { hooksFor } from '../../messages/outbox/hooks.ts';
import { type RestrictionReason, restrictPerson } from '../../register/restriction.ts';
import { type Store, sql } from '../../store/store.ts';
import { erasePerson } from '../erasePerson.ts';
import { type Kept, keptOf } from '../kept.ts';
import { lettersTo, requestWords, type Writing } from './letters.ts';
import { type Linking, linkTo } from './link.ts';
import { personNow } from './prove.ts';
import type { RefusalGround, Request } from './request.ts';
import { endRequest, extendRequest } from './steps.ts';

const openAnswers = sql`
  select reference from requests
  where controller_id = :controller and person_id = :person and request_id <> :request and ended is null
    and kind in ('access', 'portability')
  order by request_id`;

/** What staff say with the answer. */
export interface Answering {
  /** In their words, for the person. */
  note: string | null;
  /** For a restriction: which case of article 18(1). */
  restriction: RestrictionReason | null;
}

/** How it went. */
export type Answered =
  | { outcome: 'answered'; kept?: Kept[] }
  /** An erasure would take away what another request still asks for. */
  | { outcome: 'others-open'; references: string[] }
  | { outcome: 'restriction-needed' };

interface At extends Linking {
  store: Store;
}

const lines = (note: string | null): string[] => (note === null ? [] : [note]);

const erase = async (at: At, request: Request, write: Writing, note: string | null): Promise<Answered> => {
  const { store, world, actor } = at;
  const { controller } = actor;
  const { id, person, language, reference } = request;
  const words = requestWords(language);
  if (person === null) {
    await store.write([
      ...endRequest(world, actor, id, { state: 'answered', forget: true }),
      ...write('request_done', words.nothing(reference), { nobody: true }),
    ]);
    return { outcome: 'answered', kept: [] };
  }
  const others = await store.read<{ reference: string }>(openAnswers, { controller, person, request: id });
  if (others.length > 0) return { outcome: 'others-open', references: others.map((one) => one.reference) };
  const stays = await keptOf(store, controller, person, world.clock());
  const letter = words.done('erasure', reference);
  const names = keptWords(words.language);
  const told = [
    ...letter.lines,
    ...stays.map(({ category, law, until }) =>
      words.kept(
        names[category === 'payments and sales' ? 'transactions' : category],
        law,
        until === null ? null : dayIn(words.language, startOf(until)),
      ),
    ),
    ...lines(note),
  ];
  const ending = [
    ...endRequest(world, actor, id, {
      state: 'answered',
      forget: true,
      about: { kept: stays.map(({ category, until }) => ({ category, until })) },
    }),
    ...write('request_erased', { ...letter, lines: told }, { nobody: true }),
  ];
  const erased = await erasePerson(store, world, actor, person, [
    ...(await hooksFor(store, world, controller, 'person.erased', { person })),
    ...ending,
  ]);
  // Erased already, but for what a law keeps: they are told of that again.
  if (!erased) await store.write(ending);
  return { outcome: 'answered', kept: erased?.kept ?? stays };
};

/** Answers; throws `Unmet` where the request is not open, or its person is not there, any more. */
export const answerRequest = async (
  at: At,
  found: Request,
  { note, restriction }: Answering,
): Promise<Answered> => {
  const { store, world, actor } = at;
  const person = await personNow(store, actor.controller, found.person, found.kind);
  const request = { ...found, person };
  const { id, kind, language, reference } = request;
  const write = await lettersTo(store, world, actor.controller, request);
  if (kind === 'access' || kind === 'portability') {
    await store.write([
      ...endRequest(world, actor, id, {
        state: 'answered',
        forget: person === null,
        ...(note !== null && { told: note }),
      }),
      ...linkTo(at, request, write, note),
    ]);
    return { outcome: 'answered' };
  }
  if (kind === 'erasure') return erase(at, request, write, note);
  if (kind === 'restriction' && person !== null && restriction === null)
    return { outcome: 'restriction-needed' };
  const words = requestWords(language);
  const letter = person === null ? words.nothing(reference) : words.done(kind, reference);
  await store.write([
    ...(kind === 'restriction' && person !== null && restriction !== null
      ? [
          ...restrictPerson(world, actor, person, restriction),
          ...(await tellRecipients(store, world, actor, person, 'restricted')),
        ]
      : []),
    ...endRequest(world, actor, id, {
      state: 'answered',
      forget: person === null,
      ...(note !== null && { told: note }),
    }),
    ...write('request_done', { ...letter, lines: [...letter.lines, ...lines(note)] }),
  ]);
  return { outcome: 'answered' };
};

/** Refuses, with the ground and the reasons in words, and tells of the right to complain (GDPR 12(4)). */
export const refuseRequest = async (
  { store, world, actor }: At,
  found: Request,
  ground: RefusalGround,
  reason: string,
): Promise<void> => {
  const person = await personNow(store, actor.controller, found.person, found.kind);
  const write = await lettersTo(store, world, actor.controller, { ...found, person });
  const words = requestWords(found.language);
  const letter = words.refused(words.kinds[found.kind], found.reference, words.grounds[ground], reason);
  await store.write([
    ...endRequest(world, actor, found.id, {
      state: 'refused',
      ground,
      told: reason,
      forget: person === null,
    }),
    ...write('request_refused', { ...letter, lines: [...letter.lines, words.complaint] }),
  ]);
};

/** Tells why it takes longer, within the first month. */
export const tellExtension = async (
  { store, world, actor }: At,
  found: Request,
  reason: string,
  due: number,
): Promise<void> => {
  const person = await personNow(store, actor.controller, found.person, found.kind);
  const write = await lettersTo(store, world, actor.controller, { ...found, person });
  const words = requestWords(found.language);
  const letter = words.extended(words.kinds[found.kind], found.reference, reason, dayIn(words.language, due));
  await store.write([
    ...extendRequest(world, actor, found, reason),
    ...write('request_extended', { ...letter, lines: [...letter.lines, words.complaint] }),
  ]);
};

/** Answering a request: what the right demands is done, the person is told, and the request ends, in one write. */
import { startOf } from '../../calendar/day.ts';
import { keptWords } from '../../duties/holds/words.ts';
import { tellRecipients } from '../../duties/recipientNotices.ts';
import { dayIn } from '../../messages/campaigns/words/spoken.ts';
import { hooksFor } from '../../messages/outbox/hooks.ts';
import { personState } from '../../register/personState.ts';
import { type RestrictionReason, restrictPerson } from '../../register/restriction.ts';
import { type Store, sql } from '../../store/store.ts';
import { erasePerson } from '../erasePerson.ts';
import { type Kept, keptOf } from '../kept.ts';
import { endRequest } from './ending.ts';
import { lettersTo, requestWords, type Writing } from './letters.ts';
import { type Linking, linkTo } from './link.ts';
import { personNow } from './prove.ts';
import type { RefusalGround, Request } from './request.ts';
import { extendedDue, extendRequest } from './steps.ts';

// Answers are made when they are opened: one behind a link that nobody opened yet has not been given.
const openAnswers = sql`
  select reference from requests r
  where r.controller_id = :controller and r.person_id = :person and r.request_id <> :request
    and r.kind in ('access', 'portability') and (r.ended is null or exists (
      select 1 from tokens t
      where t.controller_id = :controller and t.row_id = r.request_id
        and t.purpose = 'answer' and t.used is null and t.expires > :now))
  order by r.request_id`;

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
  const others = await store.read<{ reference: string }>(openAnswers, {
    controller,
    person,
    request: id,
    now: world.clock(),
  });
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
      // A link that is sent to nobody opens nothing.
      ...(request.email === null ? [] : linkTo(at, request, write, note)),
    ]);
    return { outcome: 'answered' };
  }
  if (kind === 'erasure') return erase(at, request, write, note);
  if (kind === 'restriction' && person !== null && restriction === null)
    return { outcome: 'restriction-needed' };
  // Whoever is restricted already, for whatever reason, has what they ask for.
  const isRestricted =
    person !== null && (await personState(store, actor.controller, person))?.restricted !== null;
  const words = requestWords(language);
  const letter = person === null ? words.nothing(reference) : words.done(kind, reference);
  await store.write([
    ...(kind === 'restriction' && person !== null && restriction !== null && !isRestricted
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
  const instead =
    found.kind === 'access' && (ground === 'law' || ground === 'others') ? [words.insteadOfYou] : [];
  const letter = words.refused(words.kinds[found.kind], found.reference, words.grounds[ground], reason);
  await store.write([
    ...endRequest(world, actor, found.id, {
      state: 'refused',
      ground,
      told: reason,
      forget: person === null,
    }),
    ...write('request_refused', { ...letter, lines: [...letter.lines, ...instead, words.complaint] }),
  ]);
};

/** Tells why it takes longer, within the first month. */
export const tellExtension = async (
  { store, world, actor }: At,
  found: Request,
  reason: string,
): Promise<void> => {
  const due = extendedDue(found);
  const person = await personNow(store, actor.controller, found.person, found.kind);
  const write = await lettersTo(store, world, actor.controller, { ...found, person });
  const words = requestWords(found.language);
  const letter = words.extended(words.kinds[found.kind], found.reference, reason, dayIn(words.language, due));
  await store.write([
    ...extendRequest(world, actor, found.id, reason, due),
    ...write('request_extended', { ...letter, lines: [...letter.lines, words.complaint] }),
  ]);
};

/** Answering a request: what the right demands is done, the person is told, and the request ends, in one write. */
import type { Stopping } from '../../../shared/register/request.ts';
import { tellRecipients } from '../../duties/recipientNotices.ts';
import { dayIn } from '../../messages/campaigns/words/spoken.ts';
import { personState } from '../../register/personState.ts';
import {
  type RestrictionReason,
  restrictedOnAnotherGround,
  restrictPerson,
} from '../../register/restriction.ts';
import type { Store } from '../../store/store.ts';
import { type LeftOut, notThere } from '../answer/leaving.ts';
import { notPortable } from '../answer/portable.ts';
import type { Kept } from '../kept.ts';
import { endRequest } from './ending.ts';
import { eraseAsked } from './eraseAsked.ts';
import { lettersTo, requestWords } from './letters.ts';
import { type Linking, linkTo } from './link.ts';
import { liftsAfter } from './objecting.ts';
import { personNow } from './prove.ts';
import type { RefusalGround, Request } from './request.ts';
import { extendedDue, extendRequest } from './steps.ts';
import { uphold } from './uphold.ts';

/** What staff say with the answer. */
export interface Answering {
  /** In their words, for the person. */
  note: string | null;
  /** For a restriction: which case of article 18(1). */
  restriction: RestrictionReason | null;
  /** For an objection to processing that is upheld: what became of the data. */
  stopped: Stopping | null;
  /** For access and portability: what is left out for others' sake, each with its reason (GDPR 15(4), 20(4)). */
  leaveOut: readonly LeftOut[];
}

/** How it went. */
export type Answered =
  | { outcome: 'answered'; kept?: Kept[] }
  /** An erasure would take away what another request still asks for. */
  | { outcome: 'others-open'; references: string[] }
  | { outcome: 'restriction-needed' | 'stopping-needed' | 'note-needed' }
  /** What was to be left out is not in the answer: which of the list. */
  | { outcome: 'not-there'; place: number };

export interface At extends Linking {
  store: Store;
}

const lines = (note: string | null): string[] => (note === null ? [] : [note]);

/** Answers; throws `Unmet` where the request is not open, or its person is not there, any more. */
export const answerRequest = async (
  at: At,
  found: Request,
  { note, restriction, stopped, leaveOut }: Answering,
): Promise<Answered> => {
  const { store, world, actor } = at;
  const person = await personNow(store, actor.controller, found.person, found.kind);
  const request = { ...found, person };
  const { id, kind, language, reference } = request;
  const write = await lettersTo(store, world, actor.controller, request);
  if (kind === 'access' || kind === 'portability') {
    const missing = kind === 'access' ? notThere : notPortable;
    const place = await missing(store, world, actor.controller, person, leaveOut);
    if (place !== -1) return { outcome: 'not-there', place };
    const leftOut = leaveOut.length > 0 ? JSON.stringify(leaveOut) : null;
    await store.write([
      ...endRequest(world, actor, id, {
        state: 'answered',
        forget: person === null,
        ...(note !== null && { told: note }),
        leftOut,
      }),
      // A link that is sent to nobody opens nothing.
      ...(request.email === null ? [] : linkTo(at, { ...request, leftOut }, write, note)),
    ]);
    return { outcome: 'answered' };
  }
  if (kind === 'erasure') return eraseAsked(at, request, write, note);
  if (kind === 'processing_objection') return uphold(at, request, write, { note, stopped });
  if (kind === 'restriction' && person !== null && restriction === null)
    return { outcome: 'restriction-needed' };
  // Whoever is restricted already has what they ask for; while an objection is weighed, also if it is overridden.
  const state = person && (await personState(store, actor.controller, person));
  const words = requestWords(language);
  const letter = person === null ? words.nothing(reference) : words.done(kind, reference);
  await store.write([
    ...(kind === 'restriction' && person !== null && restriction !== null
      ? state?.restricted === null
        ? [
            ...restrictPerson(world, actor, person, restriction),
            ...(await tellRecipients(store, world, actor, person, 'restricted')),
          ]
        : restrictedOnAnotherGround(world, actor, person, restriction)
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
  const request = { ...found, person: await personNow(store, actor.controller, found.person, found.kind) };
  const { id, kind, person, reference, language } = request;
  const write = await lettersTo(store, world, actor.controller, request);
  const words = requestWords(language);
  const lifts = await liftsAfter(store, world, actor.controller, request);
  const letter = words.refused(words.kinds[kind], reference, words.grounds[ground], reason);
  const more = lifts === null ? [] : [words.liftedOn(dayIn(words.language, lifts))];
  const complaint =
    kind === 'access' && (ground === 'law' || ground === 'others') ? 'access-refused' : 'usual';
  await store.write([
    ...endRequest(world, actor, id, {
      state: 'refused',
      ground,
      told: reason,
      lifts,
      forget: person === null,
    }),
    ...write('request_refused', { ...letter, lines: [...letter.lines, ...more] }, { complaint }),
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
    ...write('request_extended', letter, { complaint: 'usual' }),
  ]);
};

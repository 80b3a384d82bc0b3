/** An objection to processing is upheld (GDPR 21(1)): what became of the data is told, and the restriction ends where they go on. */
import type { Stopping } from '../../../shared/register/request.ts';
import { dayIn } from '../../messages/campaigns/words/spoken.ts';
import type { Answered, At } from './answer.ts';
import { endRequest } from './ending.ts';
import { eraseAsked } from './eraseAsked.ts';
import { requestWords, type Writing } from './letters.ts';
import { liftsAfter } from './objecting.ts';
import type { Request } from './request.ts';

export const uphold = async (
  at: At,
  request: Request,
  write: Writing,
  { note, stopped }: { note: string | null; stopped: Stopping | null },
): Promise<Answered> => {
  const { store, world, actor } = at;
  const { id, kind, person, language, reference } = request;
  if (person !== null && stopped === null) return { outcome: 'stopping-needed' };
  // Which processing has ended is for staff to say: the person is to know.
  if (person !== null && stopped === 'ended' && note === null) return { outcome: 'note-needed' };
  if (person === null || stopped === 'erased') return eraseAsked(at, request, write, note);
  const words = requestWords(language);
  const lifts = stopped === 'ended' ? await liftsAfter(store, world, actor.controller, request) : null;
  const letter = words.done(kind, reference);
  await store.write([
    ...endRequest(world, actor, id, {
      state: 'answered',
      forget: false,
      stopped: stopped ?? 'restricted',
      lifts,
      ...(note !== null && { told: note }),
    }),
    ...write('request_done', {
      ...letter,
      lines: [
        ...letter.lines,
        ...(stopped === 'restricted' ? [words.keptUnused] : []),
        ...(note === null ? [] : [note]),
        ...(lifts === null ? [] : [words.liftedOn(dayIn(words.language, lifts))]),
      ],
    }),
  ]);
  return { outcome: 'answered' };
};

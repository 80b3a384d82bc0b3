/** Erasing on request (GDPR 17): with everything else that the person has open, in one write. */
import { hooksFor } from '../../messages/outbox/hooks.ts';
import { erasePerson } from '../erasePerson.ts';
import { keptOf } from '../kept.ts';
import type { Answered, At } from './answer.ts';
import { endRequest } from './ending.ts';
import { complaintAt, endedByErasure, erasedLetter, unreadOf } from './erasedLetters.ts';
import { requestWords, type Writing } from './letters.ts';
import type { Request } from './request.ts';

export const eraseAsked = async (
  at: At,
  request: Request,
  write: Writing,
  note: string | null,
): Promise<Answered> => {
  const { store, world, actor } = at;
  const { controller } = actor;
  const { id, kind, person, language, reference } = request;
  if (person === null) {
    await store.write([
      ...endRequest(world, actor, id, { state: 'answered', forget: true }),
      ...write('request_done', requestWords(language).nothing(reference), { nobody: true }),
    ]);
    return { outcome: 'answered', kept: [] };
  }
  const references = await unreadOf(store, { controller, person, request: id }, world.clock());
  if (references.length > 0) return { outcome: 'others-open', references };
  const stays = await keptOf(store, controller, person, world.clock());
  const letter = erasedLetter(request, stays);
  const ending = [
    ...endRequest(world, actor, id, {
      state: 'answered',
      forget: true,
      ...(kind === 'processing_objection' && { stopped: 'erased' }),
      about: { kept: stays.map(({ category, until }) => ({ category, until })) },
    }),
    ...write(
      'request_erased',
      { ...letter, lines: [...letter.lines, ...(note === null ? [] : [note])] },
      { nobody: true, complaint: complaintAt(stays) },
    ),
    ...(await endedByErasure(store, world, actor, { person, request: id }, stays)).statements,
  ];
  const erased = await erasePerson(store, world, actor, person, [
    ...(await hooksFor(store, world, controller, 'person.erased', { person })),
    ...ending,
  ]);
  // Erased already, but for what a law keeps: they are told of that again.
  if (!erased) await store.write(ending);
  return { outcome: 'answered', kept: erased?.kept ?? stays };
};

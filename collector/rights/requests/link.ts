/** The link to an answer: for two weeks, by e-mail, and worth nothing without the reference number. */
import { dayIn } from '../../messages/campaigns/words/spoken.ts';
import type { Actor } from '../../register/actor.ts';
import { makeToken } from '../../register/tokens.ts';
import { type Statement, type Store, sql, statement } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { lettersTo, requestWords, type Writing } from './letters.ts';
import { personNow } from './prove.ts';
import type { Request } from './request.ts';

const day = 86_400_000;
/** How long the link to an answer holds. */
export const answerLife = 14 * day;

export interface Linking {
  world: World;
  actor: Actor;
  publicUrl: string;
}

// By the request, not by whom it is about: they may have been merged since.
const dropOlder = sql`
  delete from tokens where controller_id = :controller and row_id = :request and purpose = 'answer'`;

/** A new link, which ends those before it, and the letter with it. */
export const linkTo = (
  { world, actor, publicUrl }: Linking,
  { id, kind, language, person, leftOut }: Pick<Request, 'id' | 'kind' | 'language' | 'person' | 'leftOut'>,
  write: Writing,
  note: string | null,
): Statement[] => {
  const { controller } = actor;
  const expires = world.clock() + answerLife;
  const made = makeToken(world, { controller, purpose: 'answer', person, row: id, expires });
  const words = requestWords(language);
  const letter = words.answer(words.kinds[kind], dayIn(words.language, expires));
  return [
    statement(dropOlder, { controller, request: id }),
    made.statement,
    ...write(
      'request_answer',
      {
        ...letter,
        lines: [
          ...letter.lines,
          // What is not given is refused: they may complain (GDPR 12(4)).
          ...(leftOut === null ? [] : [words.leftOut, words.complaint]),
          ...(note === null ? [] : [note]),
        ],
      },
      { url: `${publicUrl}/requests/answer/${made.token}` },
    ),
  ];
};

/** Sends a new link to an answer that was given: the old one is locked, lost or too old. False where there is none to send. */
export const linkAgain = async (store: Store, at: Linking, request: Request): Promise<boolean> => {
  const { controller } = at.actor;
  const person = await personNow(store, controller, request.person, request.kind);
  const { kind, state, email } = request;
  if (!person || state !== 'answered' || email === null || (kind !== 'access' && kind !== 'portability'))
    return false;
  const write = await lettersTo(store, at.world, controller, { ...request, person });
  await store.write(linkTo(at, { ...request, person }, write, null));
  return true;
};

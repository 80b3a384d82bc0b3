/** Links about a request: the one that proves a mailbox, and the one to an answer, worth nothing without the reference number. */
import { fromBase64url, toBase64url } from '../../bytes.ts';
import type { ToldStep } from '../../ledger/requestEntry.ts';
import { dayIn } from '../../messages/campaigns/words/spoken.ts';
import type { Actor } from '../../register/actor.ts';
import { dropTokensOf, keepToken, makeToken } from '../../register/tokens.ts';
import type { Statement, Store } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { lettersTo, requestWords, type Writing } from './letters.ts';
import { personNow } from './prove.ts';
import type { Request } from './request.ts';
import { idTold, toldStep } from './told.ts';

const hour = 3_600_000;
/** How long the link that proves a mailbox holds. */
export const proofLife = 48 * hour;
/** How long the link to an answer holds. */
export const answerLife = 14 * 24 * hour;

export interface Linking {
  world: World;
  actor: Actor;
  publicUrl: string;
}

type Linked = Pick<Request, 'id' | 'kind' | 'language' | 'person'>;

/** A new link, which ends those before it. */
const newLink = (
  { world, actor, publicUrl }: Linking,
  { id, person }: Pick<Request, 'id' | 'person'>,
  purpose: 'request' | 'answer',
): { url: string; expires: number; statements: Statement[] } => {
  const { controller } = actor;
  const expires = world.clock() + (purpose === 'request' ? proofLife : answerLife);
  const made = makeToken(world, { controller, purpose, person, row: id, expires });
  const told = { purpose, person: idTold(person), expires, hash: toBase64url(made.hash) };
  return {
    url: `${publicUrl}/requests/${purpose === 'request' ? 'confirm' : 'answer'}/${made.token}`,
    expires,
    statements: [
      dropTokensOf(controller, id, purpose),
      made.statement,
      toldStep(world, actor, id, { to: 'linked', ...told }),
    ],
  };
};

/** One that the journal tells of, on a restored database. */
export const linkedAgain = (
  world: World,
  controller: number,
  row: Uint8Array,
  person: Uint8Array | null,
  { purpose, hash, expires }: Extract<ToldStep, { to: 'linked' }>,
): Statement[] => [
  dropTokensOf(controller, row, purpose),
  keepToken(world, { controller, purpose, person, row, expires }, fromBase64url(hash)),
];

/** Asks whoever reads the mailbox whether the request is theirs. Not a word in it comes from whoever filled in the form. */
export const confirmLink = (
  at: Linking,
  { id, kind, language }: Omit<Linked, 'person'>,
  sender: string,
  write: Writing,
): Statement[] => {
  const words = requestWords(language);
  const { url, statements } = newLink(at, { id, person: null }, 'request');
  return [...statements, ...write('request_confirm', words.confirm(sender, words.kinds[kind]), { url })];
};

/** The link to an answer, and the letter with it. */
export const linkTo = (
  at: Linking,
  { id, kind, language, person, leftOut }: Linked & Pick<Request, 'leftOut'>,
  write: Writing,
  note: string | null,
): Statement[] => {
  const words = requestWords(language);
  const { url, expires, statements } = newLink(at, { id, person }, 'answer');
  const letter = words.answer(words.kinds[kind], dayIn(words.language, expires));
  const lines = [
    ...letter.lines,
    ...(leftOut === null ? [] : [words.leftOut(kind === 'access' ? '15' : '20')]),
    ...(note === null ? [] : [note]),
  ];
  // What is not given is refused: they may complain (GDPR 12(4)).
  const complaint = leftOut !== null && 'usual';
  return [...statements, ...write('request_answer', { ...letter, lines }, { url, complaint })];
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

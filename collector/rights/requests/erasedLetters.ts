/** What whoever asked is told after an erasure; and the requests that an erasure leaves nothing to do for. */
import { startOf } from '../../calendar/day.ts';
import { keptWords } from '../../duties/holds/words.ts';
import { dayIn } from '../../messages/campaigns/words/spoken.ts';
import type { LetterWords } from '../../messages/mail/words/words.ts';
import type { Actor } from '../../register/actor.ts';
import { type Readable, type Statement, sql } from '../../store/store.ts';
import type { World } from '../../world.ts';
import type { Kept } from '../kept.ts';
import { endRequest } from './ending.ts';
import { lettersTo, requestWords } from './letters.ts';
import type { Request } from './request.ts';

// Answers are made when they are opened: one behind a link that nobody opened yet has not been given.
const unread = sql`
  select reference from requests r
  where r.controller_id = :controller and r.person_id = :person and r.request_id <> :request
    and r.kind in ('access', 'portability') and ((r.ended is null and r.state <> 'received') or exists (
      select 1 from tokens t
      where t.controller_id = :controller and t.row_id = r.request_id
        and t.purpose = 'answer' and t.used is null and t.expires > :now))
  order by r.request_id`;
const open = sql`
  select request_id as id, reference, kind, language, email from requests
  where controller_id = :controller and person_id = :person and request_id <> :request and ended is null
    and state in ('verified', 'in_progress') and kind not in ('access', 'portability')
  order by request_id`;

/** Whose, beside which request of theirs; none where staff erase of their own accord. */
interface Of {
  controller: number;
  person: Uint8Array;
  request?: Uint8Array;
}
const nothing = new Uint8Array(0);

/** Requests for what an erasure would take away, that are not answered, or whose answer nobody has opened yet: their references. */
export const unreadOf = async (
  store: Readable,
  { controller, person, request = nothing }: Of,
  now: number,
): Promise<string[]> =>
  (await store.read<{ reference: string }>(unread, { controller, person, request, now })).map(
    ({ reference }) => reference,
  );

/** What stays is refused: they may complain (GDPR 12(4)). */
export const complaintAt = (stays: readonly Kept[]) => stays.length > 0 && 'usual';

/** That all is erased, and what a law keeps. */
export const erasedLetter = (
  { kind, language, reference }: Pick<Request, 'kind' | 'language' | 'reference'>,
  stays: readonly Kept[],
): LetterWords => {
  const words = requestWords(language);
  const names = keptWords(words.language);
  const letter = words.done('erasure', reference);
  const [greeting = '', ...done] = letter.lines;
  return {
    ...letter,
    lines: [
      greeting,
      ...(kind === 'processing_objection' ? words.done(kind, reference).lines.slice(1) : []),
      ...done,
      ...stays.map(({ category, law, until }) =>
        words.kept(
          names[category === 'payments and sales' ? 'transactions' : category],
          law,
          until === null ? null : dayIn(words.language, startOf(until)),
        ),
      ),
    ],
  };
};

/** Ends what else the person has open, with the erasure: there is nothing left to correct, restrict or stop. */
export const endedByErasure = async (
  store: Readable,
  world: World,
  actor: Actor,
  of: Omit<Of, 'controller'>,
  stays: readonly Kept[],
): Promise<{ references: string[]; statements: Statement[] }> => {
  const { controller } = actor;
  const { person, request = nothing } = of;
  const found = await store.read<Pick<Request, 'id' | 'reference' | 'kind' | 'language' | 'email'>>(open, {
    controller,
    person,
    request,
  });
  const statements: Statement[] = [];
  for (const one of found) {
    const write = await lettersTo(store, world, controller, { ...one, person: null });
    statements.push(
      ...endRequest(world, actor, one.id, { state: 'answered', forget: true, about: { by: 'erasure' } }),
      ...write('request_erased', erasedLetter(one, stays), { nobody: true, complaint: complaintAt(stays) }),
    );
  }
  return { references: found.map(({ reference }) => reference), statements };
};

/** Putting a request right: an address that was mistyped, a refusal that does not stand. */
import { oneMonthAfter } from '../../calendar/deadlines.ts';
import { dayIn } from '../../messages/campaigns/words/spoken.ts';
import type { Actor } from '../../register/actor.ts';
import { senderOf } from '../../register/controllers.ts';
import { emailKey } from '../../register/email.ts';
import { dropTokensOf } from '../../register/tokens.ts';
import { type Statement, type Store, sql } from '../../store/store.ts';
import { lettersTo, requestWords } from './letters.ts';
import { confirmLink, type Linking } from './link.ts';
import { restrictedWhileWeighed } from './objecting.ts';
import { personNow } from './prove.ts';
import type { Request } from './request.ts';
import { type Making, moved, stepped } from './steps.ts';
import { idTold, toldStep } from './told.ts';

// A new address waits for its own proof; where there is none any more, what was proven before still is.
const address = sql`
  update requests
  set email = :email, email_key = :emailKey, proof_note = :note, person_id = coalesce(:person, person_id), asked = :now,
    mended = :mended,
    state = case
      when cast(:gone as bigint) = 0 then 'received'
      when state = 'received' and verified is not null then 'verified'
      else state end,
    version = version + 1
  where controller_id = :controller and request_id = :request and ended is null
  returning version`;
const again = sql`
  update requests
  set state = case when verified is null then 'received' else 'verified' end, ended = null, ground = null, lifts = null, reopening = :note,
    due = :due, reminded = 0, asked = :now, version = version + 1
  where controller_id = :controller and request_id = :request and state = 'refused'
  returning version`;

/** What staff say of an address. */
export interface Readdressed {
  /** Null: there is none; what is to be told goes another way. */
  email: string | null;
  /** How they saw whose request it is. */
  note: string;
  /** Who it is, where they know; null leaves it to the new mailbox. */
  person: Uint8Array | null;
}

/** Links that went to the address before end with it. */
export const readdress = (
  world: Making,
  actor: Actor,
  request: Uint8Array,
  { email, note, person }: Readdressed,
): Statement[] => [
  moved(actor, request, address, {
    email,
    emailKey: email === null ? null : emailKey(email),
    gone: email === null ? 1 : 0,
    mended: email === null ? null : world.clock(),
    note,
    person,
    now: world.clock(),
  }),
  ...stepped(world, actor, request, 'readdressed', 'request-readdressed'),
  dropTokensOf(actor.controller, request, 'request'),
  dropTokensOf(actor.controller, request, 'answer'),
  toldStep(world, actor, request, { to: 'readdressed', email, note, person: idTold(person) }),
];

/** Puts the address of an open request right, and asks there whether it is theirs. Throws `Unmet` where it has ended. */
export const mendAddress = async (
  { store, ...at }: Linking & { store: Store },
  found: Request,
  given: Readdressed,
): Promise<void> => {
  const { world, actor } = at;
  const email = given.email?.trim().normalize('NFC') ?? null;
  const { name } = await senderOf(store, actor.controller);
  // Nobody's until the mailbox has answered: not even that they are known is told there.
  const write = await lettersTo(store, world, actor.controller, { ...found, email, person: null });
  await store.write([
    ...readdress(world, actor, found.id, { ...given, email }),
    ...(email === null ? [] : confirmLink(at, found, name, write)),
  ]);
};

export interface Reopened {
  /** New facts begin a new month; a refusal that was wrong never stopped the old one. */
  cause: 'complaint' | 'facts';
  note: string;
  due: number;
}

export const reopen = (
  world: Making,
  actor: Actor,
  request: Uint8Array,
  { cause, note, due }: Reopened,
): Statement[] => [
  moved(actor, request, again, { note, due, now: world.clock() }),
  ...stepped(world, actor, request, 'reopened', 'request-reopened', { cause }),
  toldStep(world, actor, request, { to: 'reopened', cause, note, due }),
];

/** Takes a refused request up again, and tells whoever asked. Throws `Unmet` where it was not refused. */
export const reopenRequest = async (
  store: Store,
  world: Linking['world'],
  actor: Actor,
  found: Request,
  { cause, note }: Omit<Reopened, 'due'>,
): Promise<void> => {
  const now = world.clock();
  const due = cause === 'facts' ? oneMonthAfter(now) : found.due;
  const person = await personNow(store, actor.controller, found.person, found.kind);
  const write = await lettersTo(store, world, actor.controller, { ...found, person });
  const words = requestWords(found.language);
  // What they object to is not done while it is weighed once more (GDPR 18(1)(b)).
  const weighed =
    found.kind === 'processing_objection' && person !== null
      ? await restrictedWhileWeighed(store, world, actor, person)
      : [];
  const by = due < now ? null : dayIn(words.language, due);
  await store.write([
    ...reopen(world, actor, found.id, { cause, note, due }),
    ...weighed,
    ...write('request_reopened', words.reopened(words.kinds[found.kind], found.reference, by)),
  ]);
};

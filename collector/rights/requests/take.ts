/** Taking a request from a page: pending until the mailbox, the visitor key or the site's token shows who asks. */
import type { RequestKind, VisitorRequest } from '../../../shared/request.ts';
import { type Actor, nobody } from '../../register/actor.ts';
import { addressed } from '../../register/addresses.ts';
import type { Site } from '../../register/sites.ts';
import { readRequestToken, spendToken } from '../../register/tieToken.ts';
import { visitorOf } from '../../register/visitor.ts';
import { type Store, Unmet } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { eraseVisitor } from '../erase.ts';
import { endRequest } from './ending.ts';
import { lettersTo } from './letters.ts';
import { confirmLink } from './link.ts';
import { type Proved, proveRequest } from './prove.ts';
import { type NewRequest, receiveRequest } from './receive.ts';
import type { RequestWay } from './request.ts';
import { provenDue, verifyRequest } from './steps.ts';

export interface Taking {
  store: Store;
  world: World;
  publicUrl: string;
  site: Site;
  language: string;
}

/** What whoever asked is told at once. */
export interface Taken {
  reference: string;
  /** `pending`: a letter is on its way. `own-page`: what is held under the key is shown there. */
  outcome: 'pending' | 'verified' | 'answered' | 'joined' | 'own-page';
  due: number;
}

type Given = Pick<VisitorRequest, 'kind'> & Partial<Pick<VisitorRequest, 'email' | 'name' | 'details'>>;

const newRequest = ({ site, world, language }: Taking, given: Given, way: RequestWay): NewRequest => ({
  kind: given.kind,
  way,
  site: site.site,
  language,
  name: given.name ?? null,
  email: given.email ?? null,
  details: given.details ?? null,
  received: world.clock(),
});

/** By e-mail: nothing is looked up, so that the answer, the letter and the time that it takes are the same for everybody. */
export const takeByEmail = async (
  at: Taking,
  given: Given,
  /** Told where it is not taken, for want of budget: whoever asked must not learn it. */
  heldBack?: () => void,
): Promise<Taken> => {
  const { store, world, site, publicUrl, language } = at;
  const { controller, controllerName } = site;
  const actor = nobody(controller);
  const write = await lettersTo(store, world, controller, {
    language,
    email: given.email?.trim().normalize('NFC') ?? null,
    person: null,
  });
  const { request, statements } = receiveRequest(world, actor, newRequest(at, given, 'form'), (made) =>
    confirmLink({ world, actor, publicUrl }, made, controllerName, write),
  );
  const [taken] = await store.write(statements);
  if (taken?.length === 0) heldBack?.();
  return { reference: request.reference, outcome: 'pending', due: request.due };
};

const shownThere: readonly RequestKind[] = ['access', 'portability'];
const endedThere: readonly RequestKind[] = ['erasure', 'withdrawal', 'objection'];

/** What a visitor key is enough for: nobody has to weigh anything. */
export const byKeyAlone: readonly RequestKind[] = [...shownThere, ...endedThere];

/**
 * By the visitor key: about what is held under it, never about the person, and done at once. Sends nothing: an address that
 * came along is nobody's word.
 */
export const takeByKey = async (
  at: Taking,
  { kind }: Pick<VisitorRequest, 'kind'>,
  visitorKey: string,
): Promise<Taken> => {
  const { store, world, site } = at;
  const actor: Actor = nobody(site.controller);
  const visitor = visitorOf(visitorKey);
  const ends = endedThere.includes(kind);
  if (ends) await eraseVisitor(store, world, site, visitor);
  const { request, statements } = receiveRequest(
    world,
    actor,
    newRequest(at, { kind }, 'own_page'),
    (made) => [
      // Which browser it was is not kept: it would outlive what the browser erases.
      ...verifyRequest(
        world,
        actor,
        made.id,
        { proof: 'visitor_key', note: null, person: null },
        provenDue(world, made),
      ),
      ...endRequest(world, actor, made.id, { state: 'answered', forget: true }),
    ],
  );
  await store.write(statements);
  const { reference, due } = request;
  return { reference, due, outcome: ends ? 'answered' : 'own-page' };
};

/** By a token that the site's server signed for whoever is signed in there, once. */
export const takeByToken = async (
  at: Taking,
  given: Given,
  token: string,
  /** Told where it was signed by nobody who may. */
  forged?: () => void,
): Promise<Taken | 'refused' | 'used'> => {
  const { store, world, site, language } = at;
  const { controller } = site;
  const actor = nobody(controller);
  const signed = await readRequestToken(store, site, token, world.clock(), forged);
  const who = signed && (await addressed(store, controller, signed.person));
  if (!signed || !who || who.erased !== null) return 'refused';
  // The answer goes to the address that is known, whatever the page says.
  const asked = { ...newRequest(at, given, 'site'), email: who.email, language: who.language ?? language };
  const made = receiveRequest(world, actor, asked, ({ id }) => [spendToken(site, signed, id)]);
  try {
    await store.write(made.statements);
  } catch (error) {
    if (error instanceof Unmet) return 'used';
    throw error;
  }
  const request = { ...made.request, email: who.email };
  const proved: Proved = await proveRequest(store, world, actor, request, {
    proof: 'signed_token',
    note: null,
    person: who.person,
  });
  return {
    reference: made.request.reference,
    outcome: proved.outcome,
    due: proved.outcome === 'verified' ? proved.due : made.request.due,
  };
};

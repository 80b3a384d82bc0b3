/** Registrations from forms, until the e-mail is confirmed: kept apart from the persons, so that a stranger touches nobody. */
import type { FormRegistration } from '../../shared/registration.ts';
import { toUuid } from '../bytes.ts';
import { newId } from '../ids.ts';
import { type Readable, type Statement, type Store, sql, statement, Unmet } from '../store/store.ts';
import type { World } from '../world.ts';
import { nobody } from './actor.ts';
import { emailKey } from './email.ts';
import { findByEmail, type Registered, register } from './persons.ts';
import { actOn } from './recordEvents.ts';
import type { Site } from './sites.ts';
import { findToken, makeToken, useToken as spending } from './tokens.ts';

/** How long a link holds, in milliseconds. */
export const pendingFor = 48 * 60 * 60 * 1000;

const hour = 60 * 60 * 1000;
/** E-mails that strangers may have sent to one address in an hour. */
const mostAnHour = 5;

const lately = sql`
  select count(*) as times from registrations
  where controller_id = :controller and email_key = :emailKey and created > :since`;
const insert = sql`
  insert into registrations (controller_id, registration_id, site_id, email_key, body, created, expires)
  values (:controller, :registration, :site, :emailKey, :body, :now, :expires)`;
const find = sql`
  select body from registrations
  where controller_id = :controller and registration_id = :registration and site_id = :site`;
const drop = sql`
  delete from registrations where controller_id = :controller and registration_id = :registration`;
const dropExpired = sql`delete from registrations where controller_id = :controller and expires <= :now`;

/** Takes away what nobody has confirmed. */
export const dropRegistrations = (controller: number, now: number): Statement =>
  statement(dropExpired, { controller, now });

/** A form that was filled in: whom it may concern, the link's token, and what keeps it. */
export interface Pending {
  /** Who is known by this e-mail already: they confirm nothing, and nothing is kept of what was filled in. */
  known: Uint8Array | undefined;
  token: string;
  statements: Statement[];
}

/**
 * What keeps a filled-in form; the same work whether the person is known or not (R12). Undefined where so much was sent to
 * the address lately that no more is.
 */
export const pendingOf = async (
  store: Readable,
  world: World,
  { controller, site }: Pick<Site, 'controller' | 'site'>,
  { website: _, ...given }: FormRegistration,
): Promise<Pending | undefined> => {
  const now = world.clock();
  const key = emailKey(given.email);
  const [count] = await store.read<{ times: number }>(lately, {
    controller,
    emailKey: key,
    since: now - hour,
  });
  const known = await findByEmail(store, controller, given.email);
  if ((count?.times ?? 0) >= mostAnHour) return undefined;
  const registration = newId(world);
  const expires = now + pendingFor;
  const purpose = 'confirm_registration' as const;
  const made = makeToken(world, { controller, purpose, person: null, row: registration, expires });
  const body = known ? null : JSON.stringify(given);
  const keep = statement(insert, { controller, registration, site, emailKey: key, body, now, expires });
  return { known, token: made.token, statements: [keep, made.statement] };
};

/** What a link would confirm; undefined where it holds no more, or never did. */
export const pendingUnder = async (
  store: Readable,
  { controller, site }: Pick<Site, 'controller' | 'site'>,
  token: string,
  now: number,
): Promise<{ registration: Uint8Array; given: FormRegistration } | undefined> => {
  const found = await findToken(store, token, 'confirm_registration', now);
  if (found?.controller !== controller || found.used !== null || !found.row) return undefined;
  const [row] = await store.read<{ body: string | null }>(find, {
    controller,
    registration: found.row,
    site,
  });
  if (!row?.body) return undefined;
  return { registration: found.row, given: JSON.parse(row.body) as FormRegistration };
};

/** Confirms: the person is made. Whoever is known by now stays as they are. Undefined where the link holds no more. */
export const confirmRegistration = async (
  store: Store,
  world: World,
  site: Site,
  token: string,
  made: (person: Uint8Array) => readonly Statement[] = () => [],
): Promise<Registered | undefined> => {
  const { controller } = site;
  const now = world.clock();
  const pending = await pendingUnder(store, site, token, now);
  if (!pending) return undefined;
  const using = [
    spending(token, 'confirm_registration', now),
    statement(drop, { controller, registration: pending.registration }),
  ];
  try {
    const done = await register(store, world, site, pending.given, {
      onlyNew: true,
      made: (person) => [
        ...using,
        ...actOn(world, nobody(controller), 'person-confirmed', { person: toUuid(person) }),
        ...made(person),
      ],
    });
    if (!done.isNew) await store.write(using);
    return done;
  } catch (error) {
    if (error instanceof Unmet) return undefined;
    throw error;
  }
};

/** Versions of the controller's privacy statement: published once, never changed, found by number or by digest (R1, R67). */
import { createHash } from 'node:crypto';
import { toBase64url } from '../bytes.ts';
import { must, type Readable, type Statement, type Store, sql, statement, Unmet } from '../store/store.ts';
import type { World } from '../world.ts';
import type { Actor } from './actor.ts';
import { actEvent } from './recordEvents.ts';

// Of two that publish at once one is second, and tries again with the next number.
const first = sql`
  insert into statements (controller_id, statement, language, effective, published, body, digest, material)
  select :controller, :statement, :language, :effective, :now, :body, :digest, :material
  where not exists (
    select 1 from statements
    where controller_id = :controller and (statement >= :statement or effective > :effective))
  returning 1 as done`;
const insert = sql`
  insert into statements (controller_id, statement, language, effective, published, body, digest, material)
  values (:controller, :statement, :language, :effective, :now, :body, :digest, :material)
  on conflict (controller_id, statement, language) do nothing
  returning 1 as done`;
const all = sql`
  select statement, language, effective, published, digest, material from statements
  where controller_id = :controller
  order by statement, language`;
const one = sql`
  select statement, language, effective, published, digest, material, body from statements
  where controller_id = :controller and statement = :statement and language = :language`;
const byDigest = sql`
  select language, body from statements where controller_id = :controller and digest = :digest
  order by statement limit 1`;
const inForce = sql`
  select max(statement) as statement from statements where controller_id = :controller and effective <= :at`;

// What is cited at a time, its text in a language, and from when on the next one will be.
const cited = sql`
  select c.statement, t.digest, c.next
  from (
    select max(case when effective <= :at then statement end) as statement,
      min(case when effective > :at then effective end) as next
    from statements where controller_id = :controller) c
  left join statements t
    on t.controller_id = :controller and t.statement = c.statement and t.language = :language`;

/** One language of a version. */
export interface StatementText {
  statement: number;
  language: string;
  /** Unix milliseconds: from when on it is cited. */
  effective: number;
  published: number;
  digest: Uint8Array;
  material: number;
  body: string;
}

/** Every version in every language, the oldest first, without the texts. */
export const listStatements = (store: Readable, controller: number): Promise<Omit<StatementText, 'body'>[]> =>
  store.read(all, { controller });

export const readStatement = async (
  store: Readable,
  controller: number,
  number: number,
  language: string,
): Promise<StatementText | undefined> =>
  (await store.read<StatementText>(one, { controller, statement: number, language }))[0];

/** The text with this digest. */
export const statementWith = async (
  store: Readable,
  controller: number,
  digest: Uint8Array,
): Promise<{ language: string; body: string } | undefined> =>
  (await store.read<{ language: string; body: string }>(byDigest, { controller, digest }))[0];

/** The number of the version in force at a time (Unix milliseconds): what relationships and notices cite. Null before the first. */
export const statementInForce = async (
  store: Readable,
  controller: number,
  at: number,
): Promise<number | null> =>
  (await store.read<{ statement: number | null }>(inForce, { controller, at }))[0]?.statement ?? null;

/** What a notice cites: the version in force, if any was published here, and its text in the notice's language. */
export interface CitedStatement {
  /** Null before the first takes effect: the site's settings say then which one is in force. */
  statement: number | null;
  /** base64url of the text's SHA-256; null where there is none in the language. */
  digest: string | null;
  /** From when on (Unix milliseconds) another one is in force; null where none is to come. */
  next: number | null;
}

/** What a notice in the language cites at a time (Unix milliseconds). */
export const statementCited = async (
  store: Readable,
  controller: number,
  language: string,
  at: number,
): Promise<CitedStatement> => {
  const [row] = await store.read<Omit<CitedStatement, 'digest'> & { digest: Uint8Array | null }>(cited, {
    controller,
    language,
    at,
  });
  if (!row) return { statement: null, digest: null, next: null };
  return { ...row, digest: row.digest && toBase64url(row.digest) };
};

/** A version to be published. */
export interface NewStatement {
  effective: number;
  material: boolean;
  texts: Readonly<Record<string, string>>;
}

/** The digest of a text: sha256 of its UTF-8 bytes. */
export const statementDigest = (body: string): Uint8Array =>
  createHash('sha256').update(body, 'utf8').digest();

/** Lost races with others who publish. */
const most = 5;

/** Publishes the next version; answers its number. `out-of-order` where an earlier version takes effect later. */
export const publishStatement = async (
  store: Store,
  world: Pick<World, 'clock' | 'random'>,
  actor: Actor,
  { effective, material, texts }: NewStatement,
  beside: (number: number) => readonly Statement[] = () => [],
): Promise<number | 'out-of-order'> => {
  const { controller } = actor;
  for (let tries = 1; ; tries += 1) {
    const last = (await listStatements(store, controller)).at(-1);
    if (last && last.effective > effective) return 'out-of-order';
    const number = (last?.statement ?? 0) + 1;
    const languages = Object.entries(texts).map(([language, body]) => ({
      language,
      body,
      digest: statementDigest(body),
    }));
    try {
      await store.write([
        ...languages.map((text, place) =>
          must(
            statement(place === 0 ? first : insert, {
              controller,
              statement: number,
              effective,
              now: world.clock(),
              material: material ? 1 : 0,
              ...text,
            }),
          ),
        ),
        actEvent(world, actor, 'statement-published', {
          statement: number,
          effective: new Date(effective).toISOString(),
          material,
          digests: Object.fromEntries(
            languages.map(({ language, digest }) => [language, toBase64url(digest)]),
          ),
        }),
        ...beside(number),
      ]);
      return number;
    } catch (error) {
      if (!(error instanceof Unmet) || tries === most) throw error;
    }
  }
};

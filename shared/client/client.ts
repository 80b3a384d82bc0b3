/** A client of the collector's staff API: typed by the collector's own schemas, with nothing but `fetch`. */
import { type Desk, desk } from './desk.ts';
import { type Flow, flow } from './flow.ts';
import { allOf, type Page, type Paged, queryOf } from './pages.ts';
import type { Change, Found, New, Path, Row, Way } from './types.ts';

export type { Desk } from './desk.ts';
export type * from './deskTypes.ts';
export type { Flow } from './flow.ts';
export type * from './flowTypes.ts';
export type { Page, Paged } from './pages.ts';
export type { Change, Found, New, Path, Resources, Row, Source, Way } from './types.ts';

/** The collector refused (RFC 9457): `detail` says what to do, `pointer` which member is meant. */
export class Problem extends Error {
  override name = 'Problem';
  readonly status: number;
  /** `urn:lupa:problem:…`. */
  readonly type: string;
  readonly pointer: string | undefined;

  constructor(
    status: number,
    { type = '', detail = '', pointer }: { type?: string; detail?: string; pointer?: string },
  ) {
    super(detail || `The collector answered ${status}.`);
    this.status = status;
    this.type = type;
    this.pointer = pointer;
  }
}

export interface ClientOptions {
  /** The staff listener, such as `http://127.0.0.1:8789`. */
  url: string;
  /** A staff key, or the token of a session. */
  key: string;
  /** Why persons are read; each call may say its own. */
  reason?: string;
  /** Another company's register, on its instruction (`Lupa-Controller`). */
  controller?: number;
  fetch?: typeof fetch;
}

/** The calls of one resource. */
export interface Calls<Name extends Path> {
  list(paged?: Paged, reason?: string): Promise<Page<Row<Name>>>;
  /** All rows, page by page. */
  all(paged?: Paged, reason?: string): AsyncGenerator<Row<Name>>;
  get(id: string, reason?: string): Promise<Row<Name>>;
  /** With an `idempotencyKey` the same call again makes nothing new. */
  create(row: New<Name>, idempotencyKey?: string): Promise<Row<Name>>;
  /** Changes the row in the version that you read; rejects with status 412 where it has changed since. */
  edit(row: Pick<Row<Name>, 'id' | 'version'>, change: Change<Name>): Promise<Row<Name>>;
}

export interface Client extends Desk, Flow {
  /** The calls of a resource by its path: `client.of('persons').get(id)`. */
  of<Name extends Path>(path: Name): Calls<Name>;
  lookUp(by: Way, value: string, reason?: string): Promise<Found>;
  /** Any other call below /v1; answers its JSON, undefined where there is none. A `Blob` is sent as it is, all else as JSON. */
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<unknown>;
}

/** Headers carry ASCII: the reason is written as RFC 8187 says. */
const reasonHeader = (reason: string | undefined): Record<string, string> =>
  reason === undefined ? {} : { 'Lupa-Reason': `UTF-8''${encodeURIComponent(reason)}` };

/** A client under one key. */
export const client = ({ url, key, reason, controller, fetch: send = fetch }: ClientOptions): Client => {
  const call: Client['call'] = async (method, path, body, headers = {}) => {
    const isFile = body instanceof Blob;
    const answer = await send(`${url}/v1/${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${key}`,
        ...reasonHeader(reason),
        ...(controller !== undefined && { 'Lupa-Controller': String(controller) }),
        ...(body !== undefined && {
          'Content-Type': isFile ? 'application/octet-stream' : 'application/json',
        }),
        ...headers,
      },
      ...(body !== undefined && { body: isFile ? body : JSON.stringify(body) }),
      redirect: 'error',
    });
    const text = await answer.text();
    const isJson = /json/.test(answer.headers.get('content-type') ?? '');
    const content: unknown = isJson && text !== '' ? JSON.parse(text) : undefined;
    if (!answer.ok)
      throw new Problem(answer.status, (content ?? {}) as ConstructorParameters<typeof Problem>[1]);
    return content;
  };
  const of = <Name extends Path>(path: Name): Calls<Name> => {
    const list: Calls<Name>['list'] = (paged, why) =>
      call('GET', `${path}${queryOf(paged)}`, undefined, reasonHeader(why)) as Promise<Page<Row<Name>>>;
    return {
      list,
      all: (paged, why) => allOf((one) => list(one, why), paged),
      get: (id, why) => call('GET', `${path}/${id}`, undefined, reasonHeader(why)) as Promise<Row<Name>>,
      create: (row, idempotencyKey) =>
        call(
          'POST',
          path,
          row,
          idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey },
        ) as Promise<Row<Name>>,
      edit: ({ id, version }, change) =>
        call('PATCH', `${path}/${id}`, change, { 'If-Match': `"${version}"` }) as Promise<Row<Name>>,
    };
  };
  return {
    ...desk(call),
    ...flow(call),
    of,
    call,
    lookUp: (by, value, why = reason) =>
      call('POST', 'lookups', { by, value, reason: why }) as Promise<Found>,
  };
};

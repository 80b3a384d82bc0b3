/** The client's calls about what comes in and what goes out: files, webhooks, versions of the statement. */
import type { Client } from './client.ts';
import type {
  Delivery,
  Import,
  ImportProblem,
  NewImport,
  NewStatement,
  NewWebhook,
  Statement,
  StatementText,
  Webhook,
} from './flowTypes.ts';
import { allOf, type Page, type Paged, queryOf } from './pages.ts';

/** A list, page by page or whole. */
interface Lists<Row> {
  list(paged?: Paged): Promise<Page<Row>>;
  /** All rows, page by page. */
  all(paged?: Paged): AsyncGenerator<Row>;
}

export interface Flow {
  imports: Lists<Import> & {
    get(id: string): Promise<Import>;
    /** Says what the file is; `send` it then, `run` what was checked. */
    create(settings: NewImport): Promise<Import>;
    /** The file as it is: it is checked, and nothing is written yet. */
    send(id: string, file: string | Uint8Array<ArrayBuffer> | Blob): Promise<Import>;
    /** What is wrong, after a line; at most 1,000. */
    problems(id: string, after?: { line?: number; limit?: number }): Promise<ImportProblem[]>;
    run(id: string): Promise<Import>;
    /** What was read in stays. */
    stop(id: string): Promise<Import>;
  };
  webhooks: Lists<Webhook> & {
    get(id: string): Promise<Webhook>;
    /** `secret` is in this answer and in no other. */
    create(webhook: NewWebhook, idempotencyKey?: string): Promise<Webhook & { secret?: string }>;
    /** In the version that you read; rejects with status 412 where it has changed since. */
    edit(webhook: Pick<Webhook, 'id' | 'version'>, change: Partial<NewWebhook>): Promise<Webhook>;
    remove(webhook: Pick<Webhook, 'id' | 'version'>): Promise<void>;
    /** Another secret, in the version that you read. */
    renew(webhook: Pick<Webhook, 'id' | 'version'>): Promise<Webhook & { secret: string }>;
    /** Sends it a message without content. */
    test(id: string): Promise<void>;
    deliveries(id: string): Promise<Delivery[]>;
  };
  statements: Lists<Statement> & {
    /** The next version; it is never changed. */
    publish(statement: NewStatement, idempotencyKey?: string): Promise<Statement>;
    /** A version in one language, word for word. */
    read(statement: number, language: string): Promise<StatementText>;
  };
}

/** The calls, by a client's `call`. */
export const flow = (call: Client['call']): Flow => {
  // What comes is what the collector's own schemas and routes say.
  const answered = <Row>(method: string, path: string, body?: unknown, headers = {}): Promise<Row> =>
    call(method, path, body, headers) as Promise<Row>;
  const items = async <Row>(path: string): Promise<Row[]> =>
    (await answered<{ items: Row[] }>('GET', path)).items;
  const lists = <Row>(path: string): Lists<Row> => {
    const list: Lists<Row>['list'] = (paged) => answered('GET', `${path}${queryOf(paged)}`);
    return { list, all: (paged) => allOf(list, paged) };
  };
  const matching = (version: number) => ({ 'If-Match': `"${version}"` });
  const once = (key: string | undefined) => (key === undefined ? {} : { 'Idempotency-Key': key });
  return {
    imports: {
      ...lists('imports'),
      get: (id) => answered('GET', `imports/${id}`),
      create: (settings) => answered('POST', 'imports', settings),
      send: (id, file) => answered('PUT', `imports/${id}/file`, new Blob([file])),
      problems: (id, { line = 0, limit = 1000 } = {}) =>
        items(`imports/${id}/problems?line=${line}&limit=${limit}`),
      run: (id) => answered('POST', `imports/${id}/run`),
      stop: (id) => answered('POST', `imports/${id}/stop`),
    },
    webhooks: {
      ...lists('webhooks'),
      get: (id) => answered('GET', `webhooks/${id}`),
      create: (webhook, key) => answered('POST', 'webhooks', webhook, once(key)),
      edit: ({ id, version }, change) => answered('PATCH', `webhooks/${id}`, change, matching(version)),
      remove: ({ id, version }) => answered('DELETE', `webhooks/${id}`, undefined, matching(version)),
      renew: ({ id, version }) => answered('POST', `webhooks/${id}/secret`, undefined, matching(version)),
      test: async (id) => {
        await answered('POST', `webhooks/${id}/test`);
      },
      deliveries: (id) => items(`webhooks/${id}/deliveries`),
    },
    statements: {
      ...lists('statements'),
      publish: (statement, key) => answered('POST', 'statements', statement, once(key)),
      read: (statement, language) => answered('GET', `statements/${statement}/${language}`),
    },
  };
};

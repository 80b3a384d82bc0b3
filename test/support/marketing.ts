/** Persons with permissions, to test marketing with. */
import { expect } from 'vitest';
import { fromUuid } from '../../collector/bytes.ts';
import { type Sql, sql } from '../../collector/store/store.ts';
import type { TestCollector } from './collector.ts';

/** What an audience is asked for when a test does not care. */
export const newsletter = { channel: 'email', purpose: 'newsletter' } as const;

const mails = sql`
  select template, recipient, body, state, person_id as person, permission_id as permission, campaign_id as campaign, kind
  from messages where controller_id = :controller order by message_id`;

export interface QueuedMail {
  template: string;
  recipient: string;
  kind: string;
  state: string;
  person: Uint8Array | null;
  permission: Uint8Array | null;
  body: { subject: string; text: string; headers?: Record<string, string>; event?: string };
}

/** Helpers of a collector's marketing. */
export const marketingOf = ({ call, store, controller, world }: TestCollector) => {
  let serial = 0;
  const person = async (change: object = {}): Promise<string> => {
    serial += 1;
    const { status, body } = await call('administrator', 'POST', '/v1/persons', {
      name: `Person ${serial}`,
      email: `m${serial}@example.fi`,
      source: { kind: 'person' },
      ...change,
    });
    expect(status).toBe(201);
    return body.id;
  };
  /** As `call` answers: with the status. */
  const asking = (of: string, change: object = {}) =>
    call('marketing', 'POST', '/v1/permissions', {
      person: of,
      recipient: 'consumer',
      ...newsletter,
      wording: 'Yes, send me the newsletter.',
      basis: 'consent',
      evidence: { document: 'form 12' },
      source: { kind: 'person' },
      ...change,
    });
  const permit = async (of: string, change: object = {}): Promise<string> => {
    const { status, body } = await asking(of, change);
    expect([status, body.detail]).toEqual([201, undefined]);
    return body.id;
  };
  const audience = async (change: Record<string, string> = {}): Promise<string[]> => {
    const ids: string[] = [];
    let after = '';
    for (;;) {
      const query = new URLSearchParams({ ...newsletter, ...change });
      const { status, body } = await call('marketing', 'GET', `/v1/audience?${query}${after}`);
      expect(status).toBe(200);
      ids.push(...body.items.map((one) => String(one['person'])));
      if (!body.next) return ids;
      after = `&after=${body.next}`;
    }
  };
  const explained = async (of: string, change: object = {}) => {
    const asked = { ...newsletter, ...change, persons: [of] };
    const { body } = await call('marketing', 'POST', '/v1/audience/explain', asked);
    const [one] = body.items as unknown as {
      in: boolean;
      conditions: { condition: string; holds: boolean; detail?: string }[];
    }[];
    return {
      in: one?.in ?? false,
      lacks: one?.conditions.filter(({ holds }) => !holds).map(({ condition }) => condition) ?? [],
    };
  };
  const queued = async (): Promise<QueuedMail[]> =>
    (
      await store.read<Omit<QueuedMail, 'body'> & { body: string | null }>(mails, {
        controller: controller.id,
      })
    ).map((one) => ({ ...one, body: JSON.parse(one.body ?? '{}') }));
  const wording = async (change: object = {}): Promise<string> => {
    const { status, body } = await call('marketing', 'POST', '/v1/wordings', {
      name: 'Newsletter',
      recipient: 'consumer',
      ...newsletter,
      texts: { fi: 'Kyllä, uutiskirje saa tulla.', en: 'Yes, send me the newsletter.' },
      ...change,
    });
    expect(status).toBe(201);
    return body.id;
  };
  /** Does to a person what another part of the register does. */
  const set = (statement: Sql, of: string, values: Record<string, Uint8Array | number | string> = {}) =>
    store.write([{ sql: statement, values: { controller: controller.id, person: fromUuid(of), ...values } }]);
  /** The path of a link in a letter. */
  const linkIn = (text: string, kind: string): string =>
    new RegExp(`https://collector\\.example(/${kind}/\\S+)`).exec(text)?.[1] ?? '';
  return { person, asking, permit, audience, explained, queued, wording, set, linkIn, world };
};

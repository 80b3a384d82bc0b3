/** Recipients of each role, and disclosures to them, as staff make them. */
import { expect } from 'vitest';
import type { TestCollector } from './collector.ts';
import { day } from './world.ts';

export const recipientsOf = ({ call, world }: Pick<TestCollector, 'call' | 'world'>) => {
  let serial = 0;
  const at = (days: number) => new Date(world.clock() + days * day).toISOString();
  const recipient = async (change: object): Promise<string> => {
    serial += 1;
    const body = { name: `Recipient ${serial}`, country: 'FI', contact: `r${serial}@example.com`, ...change };
    const made = await call('administrator', 'POST', '/v1/recipients', body);
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    return made.body.id;
  };
  const person = async (change: object = {}): Promise<string> => {
    serial += 1;
    const source = { kind: 'person' };
    const made = await call('support', 'POST', '/v1/persons', {
      name: `Person ${serial}`,
      email: `person${serial}@example.fi`,
      source,
      ...change,
    });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    return made.body.id;
  };
  return {
    at,
    recipient,
    person,
    processor: (change: object = {}) =>
      recipient({
        role: 'processor',
        agreement: 'DPA 12/2026',
        agreementFrom: at(-10),
        agreementUntil: at(300),
        purposes: ['invoicing'],
        categories: ['identity', 'contact', 'payment'],
        ...change,
      }),
    change: (id: string, body: object) =>
      call('administrator', 'PATCH', `/v1/recipients/${id}`, body, { 'if-match': '*' }),
    disclose: (of: string, to: string, change: object = {}) =>
      call('support', 'POST', '/v1/disclosures', {
        person: of,
        recipient: to,
        purpose: 'invoicing',
        categories: ['contact'],
        ...change,
      }),
    /** What is on record of a person, given or refused. */
    recorded: async (of: string) => {
      const { body } = await call('data_protection_officer', 'GET', `/v1/disclosures?person=${of}`);
      return body.items;
    },
    consent: async (of: string, to: string, purpose = 'invoicing'): Promise<string> => {
      const made = await call('support', 'POST', '/v1/sharing-consents', {
        person: of,
        recipient: to,
        purpose,
        wording: 'They may have my address.',
        evidence: 'form 12',
        source: { kind: 'person' },
      });
      expect(made.status, JSON.stringify(made.body)).toBe(201);
      return made.body.id;
    },
  };
};

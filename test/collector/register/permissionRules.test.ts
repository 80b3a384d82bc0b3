/** What the law asks of a contact permission: every combination of recipient, channel, basis and evidence. */
import { describe, expect, test } from 'vitest';
import { permissionRules } from '../../../collector/register/permissionRules.ts';
import { bases, channels, type Evidence, recipients } from '../../../shared/register/permission.ts';

/** Every set of evidence that the rules tell apart. */
const pieces: Evidence[] = [
  { doubleOptIn: '2026-11-01' },
  { document: 'form 12' },
  { transaction: '00000000-0000-7000-8000-000000000000' },
  { refusalOffered: '2026-11-01' },
  { balancingTest: 'LIA-7' },
  { concernsDuties: true },
];
const evidences: Evidence[] = Array.from({ length: 2 ** pieces.length }, (_, mask) =>
  Object.assign({}, ...pieces.filter((_piece, place) => mask & (1 << place))),
);

/** The law in one sentence each, written apart from the code. */
const lawful = (
  recipient: string,
  channel: string,
  basis: string,
  evidence: Evidence,
  productGroup: string | null,
): boolean => {
  const natural = recipient !== 'legal_person';
  switch (basis) {
    case 'consent':
      return Boolean(evidence.doubleOptIn || evidence.document);
    case 'existing_customer':
      return (
        natural &&
        channel === 'email' &&
        productGroup !== null &&
        Boolean(evidence.transaction && evidence.refusalOffered)
      );
    default:
      if (!natural) return true;
      if (!evidence.balancingTest) return false;
      if (channel === 'phone' || channel === 'post') return true;
      return recipient === 'professional' && evidence.concernsDuties === true;
  }
};

describe.each(recipients)('to a %s', (recipient) => {
  describe.each(channels)('by %s', (channel) => {
    test.each(bases)('on %s: exactly where the law allows it, and a refusal says what to do', (basis) => {
      for (const evidence of evidences)
        for (const productGroup of [null, 'tools']) {
          const found = permissionRules({ recipient, channel, basis, evidence, productGroup });
          const expected = lawful(recipient, channel, basis, evidence, productGroup);
          expect([found === undefined, evidence, productGroup]).toEqual([expected, evidence, productGroup]);
          if (found) expect(`${found.pointer} ${found.detail}`).toMatch(/^\/\S+ .*\.$/);
        }
    });
  });
});

test('the table is whole: 12 ways, 3 bases, 64 sets of evidence, with and without a product group', () => {
  expect(recipients.length * channels.length * bases.length * evidences.length * 2).toBe(4608);
});

test('e-mail to a consumer without consent or sale is refused with the basis pointed at (Act 917/2014, s. 200)', () => {
  const one = { recipient: 'consumer', channel: 'email', productGroup: null } as const;
  const evidence = { balancingTest: 'LIA-7', concernsDuties: true };
  expect(permissionRules({ ...one, basis: 'legitimate_interest', evidence })?.pointer).toBe('/basis');
});

/** What the law asks of a contact permission, by recipient, channel and basis (Act 917/2014, chapter 24; GDPR 6(1)(f), 7(1)). */
import type { Basis, Channel, Evidence, Recipient } from '../../shared/register/permission.ts';

/** Why a permission is none: a JSON pointer to the member, and what to do. */
export interface Unlawful {
  pointer: string;
  detail: string;
}

export interface Permitting {
  recipient: Recipient;
  channel: Channel;
  basis: Basis;
  productGroup: string | null;
  evidence: Evidence;
}

const no = (pointer: string, detail: string): Unlawful => ({ pointer, detail });

/** GDPR 7(1): the controller must be able to show it. */
const consent = ({ evidence }: Permitting): Unlawful | undefined =>
  evidence.doubleOptIn !== undefined || evidence.document !== undefined
    ? undefined
    : no(
        '/evidence',
        'Consent must be shown: name the time of the double opt-in, or the document where it is written.',
      );

/** Section 200: the seller's own customers, for the same group of products, who could refuse when the address was taken. */
const existingCustomer = ({
  recipient,
  channel,
  productGroup,
  evidence,
}: Permitting): Unlawful | undefined => {
  if (recipient === 'legal_person')
    return no('/basis', 'A legal person needs no sale: record legitimate_interest.');
  if (channel !== 'email')
    return no('/channel', 'Only e-mail may rest on a sale: for other channels take another basis.');
  if (productGroup === null)
    return no('/productGroup', 'Name the product group of the sale: only it may be written about.');
  if (evidence.transaction === undefined)
    return no('/evidence/transaction', 'Name the sale at which the address was given.');
  if (evidence.refusalOffered === undefined)
    return no(
      '/evidence/refusalOffered',
      'Say when they could refuse as the address was taken; without that chance they must consent.',
    );
  return undefined;
};

/** Sections 200 and 202, and what is left to weigh under GDPR 6(1)(f). */
const legitimateInterest = ({ recipient, channel, evidence }: Permitting): Unlawful | undefined => {
  // Until it forbids.
  if (recipient === 'legal_person') return undefined;
  const written = channel === 'email' || channel === 'sms';
  if (written && recipient === 'consumer')
    return no('/basis', 'E-mail and SMS to consumers need their consent, or a sale to them.');
  if (evidence.balancingTest === undefined)
    return no(
      '/evidence/balancingTest',
      'A legitimate interest must be weighed: say where the balancing test is written.',
    );
  if (written && evidence.concernsDuties !== true)
    return no(
      '/evidence/concernsDuties',
      'A personal work address is a natural person’s: without consent only what concerns their duties there may be sent.',
    );
  return undefined;
};

/** What is against the permission; undefined where it is lawful as far as it can be told from itself. */
export const permissionRules = (one: Permitting): Unlawful | undefined => {
  switch (one.basis) {
    case 'consent':
      return consent(one);
    case 'existing_customer':
      return existingCustomer(one);
    case 'legitimate_interest':
      return legitimateInterest(one);
    default:
      return one.basis satisfies never;
  }
};

/** To whom data were given (GDPR 15(1)(c), 15(2)): by name, with the safeguard where they are outside the EEA. */
import type { Store } from '../../store/store.ts';

export interface Recipient {
  name: string;
  /** `processor`, `controller`, `authority`, `internal`. */
  role: string;
  /** Two letters. */
  country: string | null;
  purpose: string | null;
  /** When data of this person were given last, RFC 3339; null where it is only what the recipient may get. */
  given: string | null;
  /** Whether it is outside the European Economic Area. */
  transfer: boolean;
  /** The safeguard of article 46 in words: adequacy, standard contractual clauses with their module and date. */
  safeguard: string | null;
}

/** Who tells the recipients of a person; of nobody (`null`) there are none. */
export type RecipientsOf = (
  store: Store,
  controller: number,
  person: Uint8Array | null,
  now: number,
) => Promise<Recipient[]>;

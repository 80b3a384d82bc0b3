/** Both sides of a merge as they stand: read before it, and before it is undone. */
import { type Readable, sql } from '../store/store.ts';

/** The values that a merge may fill, with the states that it must not lose. */
export interface MergeSide {
  version: number;
  name: string | null;
  email: string | null;
  emailKey: string | null;
  phone: string | null;
  phoneKey: string | null;
  position: string | null;
  employerAddress: string | null;
  language: string | null;
  organisation: Uint8Array | null;
  restricted: number | null;
  restriction: string | null;
  objected: number | null;
  pending: number | null;
  erased: number | null;
  mergedInto: Uint8Array | null;
  /** Since when an address of theirs is suppressed. */
  suppressed: number | null;
}

const side = sql`
  select p.version, p.name, p.email, p.email_key as "emailKey", p.phone, p.phone_key as "phoneKey", p.position,
    p.employer_address as "employerAddress", p.language, p.organisation_id as organisation, p.restricted, p.restriction, p.objected,
    p.pending, p.erased, p.merged_into as "mergedInto",
    (select min(s.since) from address_marks m
      join suppressions s on s.controller_id = m.controller_id and s.mark = m.mark
      where m.controller_id = p.controller_id and m.person_id = p.person_id) as suppressed
  from persons p
  where p.controller_id = :controller and p.person_id = :person`;

/** The person as they stand, whatever their state; undefined where there is nobody. */
export const mergeSide = async (
  store: Readable,
  controller: number,
  person: Uint8Array,
): Promise<MergeSide | undefined> => (await store.read<MergeSide>(side, { controller, person }))[0];

/** What of the one person must hold for whoever is parted from them. */
export const saidIn = ({
  objected,
  restricted,
  restriction,
}: Pick<MergeSide, 'objected' | 'restricted' | 'restriction'>) => ({
  objected,
  restricted,
  restriction,
});

/** Whether a merge may touch them: neither pending nor erased nor merged already. */
export const isMergeable = (one: MergeSide): boolean =>
  one.pending === null && one.erased === null && one.mergedInto === null;

const earlier = (...times: (number | null)[]): number | null => {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.min(...known);
};

/** What the kept person is after the merge: what is missing filled, no objection, restriction or suppression lost. */
export const mergedValues = (
  kept: MergeSide,
  merged: MergeSide,
): Omit<MergeSide, 'version' | 'suppressed'> => {
  const email = kept.email === null ? merged : kept;
  const phone = kept.phone === null ? merged : kept;
  const restriction = kept.restricted === null ? merged : kept;
  return {
    name: kept.name ?? merged.name,
    email: email.email,
    emailKey: email.emailKey,
    phone: phone.phone,
    phoneKey: phone.phoneKey,
    position: kept.position ?? merged.position,
    employerAddress: kept.employerAddress ?? merged.employerAddress,
    language: kept.language ?? merged.language,
    organisation: kept.organisation ?? merged.organisation,
    restricted: restriction.restricted,
    restriction: restriction.restriction,
    // An address that must not be written to belongs to the one person that both are.
    objected: earlier(kept.objected, merged.objected, kept.suppressed, merged.suppressed),
    pending: null,
    erased: null,
    mergedInto: null,
  };
};

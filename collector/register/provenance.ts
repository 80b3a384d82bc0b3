/** Provenance: where values came from, when, for which purpose, on which basis (GDPR 14(2)(f), 15(1)(g)). */
import { type Source, startsInforming } from '../../shared/register/source.ts';
import { oneMonthAfter } from '../calendar/deadlines.ts';
import { type Statement, sql, statement } from '../store/store.ts';

const make = sql`
  insert into provenance (controller_id, provenance_id, source, obtained, site_id, permission, recorded, purpose, basis, staff_id,
    import_id)
  values (:controller, :provenance, :source, :obtained, :site, :permission, :now, :purpose, :basis, :staff,
    :import)`;
const setSource = sql`
  insert into value_sources (controller_id, row_id, field, provenance_id)
  values (:controller, :row, :field, :provenance)
  on conflict (controller_id, row_id, field) do update set provenance_id = excluded.provenance_id`;
const inform = sql`
  insert into informing (controller_id, person_id, provenance_id, due, told)
  values (:controller, :person, :provenance, :due, null)
  on conflict (controller_id, person_id, provenance_id) do nothing`;

export interface Provenance {
  controller: number;
  provenance: Uint8Array;
  source: Source;
  now: number;
  site: number | null;
  purpose: string;
  /** GDPR article, as the catalogue writes it. */
  basis: string;
  staff: number | null;
  /** The file that they were read in from. */
  import?: Uint8Array;
}

/** Stores where values came from, to be pointed at. */
export const makeProvenance = (one: Provenance): Statement =>
  statement(make, {
    controller: one.controller,
    provenance: one.provenance,
    source: one.source.kind,
    obtained: one.source.obtained === undefined ? one.now : Date.parse(one.source.obtained),
    site: one.site,
    permission: one.source.permission ?? null,
    now: one.now,
    purpose: one.purpose,
    basis: one.basis,
    staff: one.staff,
    import: one.import ?? null,
  });

/** The member `*` stands for all members of a row that have no source of their own. */
export const wholeRow = '*';

/** From now on the member of the row comes from there. */
export const pointAt = (
  { controller, provenance }: Pick<Provenance, 'controller' | 'provenance'>,
  row: Uint8Array,
  field: string,
): Statement => statement(setSource, { controller, row, field, provenance });

/** What others gave of a person starts the month in which the person must be told (GDPR 14(3)(a)). */
export const startInforming = (
  { controller, provenance, source, now }: Provenance,
  person: Uint8Array,
): Statement[] =>
  startsInforming(source.kind)
    ? [statement(inform, { controller, person, provenance, due: oneMonthAfter(now) })]
    : [];

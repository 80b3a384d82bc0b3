/** The recipients of a person's data by name, and what transfers rest on, for the access answer (GDPR 15(1)(c), 15(2)). */
import { isOutside } from '../../shared/register/countries.ts';
import { type Readable, sql } from '../store/store.ts';
import { when } from './acts.ts';

const disclosed = sql`
  select d.named as name, d.role, d.country, d.tool, d.scc_module as "sccModule", d.tool_reference as "toolReference",
    d.tool_date as "toolDate", d.purpose, d.categories, d.ground, d.reference, d.disclosed
  from disclosures d
  where d.controller_id = :controller and d.person_id = :person and d.refused is null
  order by d.disclosed, d.disclosure_id`;
const standing = sql`
  select name, role, country, tool, scc_module as "sccModule", tool_reference as "toolReference",
    tool_date as "toolDate", purposes, categories
  from recipients
  where controller_id = :controller and role in ('internal', 'processor') and (ended is null or ended > :now)
  order by recipient_id`;

interface Tool {
  country: string;
  tool: string;
  sccModule: number | null;
  toolReference: string | null;
  toolDate: number | null;
}

/** What a transfer out of the EEA rests on; null inside it (GDPR 15(2)). */
const transferOf = ({ country, tool, sccModule, toolReference, toolDate }: Tool) =>
  !isOutside(country) ? null : { tool, sccModule, reference: toolReference, date: when(toolDate) };

const listed = (text: string): string[] => JSON.parse(text) as string[];

/** Everybody to whom the person was disclosed, and the parts and processors of the controller that may work with its data. */
export const recipientsOf = async (store: Readable, controller: number, person: Uint8Array, now: number) => {
  const given = await store.read<
    Tool & {
      name: string;
      role: string;
      purpose: string;
      categories: string;
      ground: string;
      reference: string | null;
      disclosed: number;
    }
  >(disclosed, { controller, person });
  const always = await store.read<
    Tool & { name: string; role: string; purposes: string; categories: string }
  >(standing, { controller, now });
  return {
    /** Actual recipients: what of this person was given to them, when, for what, and on which ground. */
    disclosed: given.map((one) => ({
      name: one.name,
      role: one.role,
      country: one.country,
      transfer: transferOf(one),
      purpose: one.purpose,
      categories: listed(one.categories),
      ground: one.ground,
      reference: one.reference,
      disclosed: when(one.disclosed),
    })),
    /** Who works with the controller's data for it, whoever they are about. */
    standing: always.map((one) => ({
      name: one.name,
      role: one.role,
      country: one.country,
      transfer: transferOf(one),
      purposes: listed(one.purposes),
      categories: listed(one.categories),
    })),
  };
};

/** What is held of a person beside the register: links, what waits to be confirmed under their address, merges. */
import { type Readable, sql } from '../store/store.ts';
import { when } from './acts.ts';

const linksOf = sql`
  select purpose, created, expires, used from tokens
  where controller_id = :controller and person_id = :person
  order by created`;
const registrationsOf = sql`
  select s.public_id as site, r.body, r.created, r.expires
  from registrations r
  join sites s on s.controller_id = r.controller_id and s.site_id = r.site_id
  where r.controller_id = :controller and r.email_key = :emailKey
  order by r.created`;
const permissionsAskedOf = sql`
  select r.email, r.language, r.recipient, r.channel, r.purpose, r.product_group as "productGroup", r.wording, r.created,
    s.public_id as site
  from permission_requests r
  left join sites s on s.controller_id = r.controller_id and s.site_id = r.site_id
  where r.controller_id = :controller and r.email_key = :emailKey
  order by r.created`;
const mergesOf = sql`
  select merged, undone, case when kept_id = :person then snapshot end as snapshot,
    case when kept_id = :person then 1 else 0 end as kept
  from merges
  where controller_id = :controller and (kept_id = :person or merged_id = :person)
  order by merged`;

/** Links that were sent to the person: what for, until when; never the links. */
export const linksSent = async (store: Readable, controller: number, person: Uint8Array) =>
  (
    await store.read<{ purpose: string; created: number; expires: number; used: number | null }>(linksOf, {
      controller,
      person,
    })
  ).map(({ purpose, created, expires, used }) => ({
    purpose,
    created: when(created),
    expires: when(expires),
    used: when(used),
  }));

/**
 * What waits to be confirmed from a mailbox, for whoever has shown that the mailbox is theirs: it may have been filled in by
 * somebody else, but it is about them.
 */
export const waitingUnder = async (store: Readable, controller: number, emailKey: string) => ({
  registrations: (
    await store.read<{ site: string; body: string | null; created: number; expires: number }>(
      registrationsOf,
      { controller, emailKey },
    )
  ).map(({ site, body, created, expires }) => ({
    site,
    email: emailKey,
    body: body === null ? null : (JSON.parse(body) as Record<string, unknown>),
    created: when(created),
    expires: when(expires),
  })),
  permissionRequests: (
    await store.read<{
      email: string;
      language: string;
      recipient: string;
      channel: string;
      purpose: string;
      productGroup: string | null;
      wording: string;
      created: number;
      site: string | null;
    }>(permissionsAskedOf, { controller, emailKey })
  ).map(({ created, ...one }) => ({ ...one, created: when(created) })),
});

/** Of an entry's values before or after a merge, those that say something; keys to compare by are derived from them. */
const said = (values: Record<string, unknown> | undefined) =>
  values === undefined
    ? null
    : Object.fromEntries(
        ['name', 'email', 'phone', 'position', 'employerAddress', 'language'].map((name) => [
          name,
          (values[name] ?? null) as string | null,
        ]),
      );

/** When entries were merged with the person's or parted from it, and what theirs held before. */
export const mergesWith = async (store: Readable, controller: number, person: Uint8Array) =>
  (
    await store.read<{ merged: number; undone: number | null; snapshot: string | null; kept: number }>(
      mergesOf,
      { controller, person },
    )
  ).map(({ merged, undone, snapshot, kept }) => {
    const values: Partial<Record<'before' | 'after', Record<string, unknown>>> =
      snapshot === null ? {} : JSON.parse(snapshot);
    return {
      merged: when(merged),
      undone: when(undone),
      kept: kept === 1,
      before: said(values.before),
      after: said(values.after),
    };
  });

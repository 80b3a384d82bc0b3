/** Setting a site up from what its owner wrote: settings checked, keys added; again at any time to change it. */
import * as v from 'valibot';
import { siteSettings } from '../shared/site.ts';
import type { Collector } from './app.ts';
import type { Controller } from './register/controllers.ts';
import { findController } from './register/customers.ts';
import { keepSecret } from './register/googleSecrets.ts';
import { saveSite } from './register/siteChange.ts';
import { addSigningKey, addSiteKey, type PublicJwk } from './register/siteKeys.ts';
import { addStaff, findStaff } from './register/staff.ts';

/** What a site needs to be set up: for the demo at every start, for an owner by `lupa site`. */
export interface SiteSetUp {
  publicId: string;
  settings: unknown;
  /** A secret that the site's server may call with from now on. */
  secret?: string;
  /** The API secret of Google's Measurement Protocol. */
  googleSecret?: string;
  signing?: { keyId: string; publicJwk: PublicJwk };
  /** The number of the controller whose site it is; the operator's where it is missing. */
  controller?: number;
}

/** The settings of a site say something that they must not; the message says where. */
export class WrongSite extends Error {
  override name = 'WrongSite';
}

const deciderOf = async ({ store, operator }: Collector, number: number | undefined): Promise<Controller> => {
  if (number === undefined || number === operator.id) return operator;
  const found = await findController(store, number);
  if (!found) throw new WrongSite('There is no such controller: "lupa controller list" shows them.');
  return { id: number, name: found.name, contact: found.contact };
};

/** Makes or changes a site of the operator or of a customer company, with its keys. */
export const setUpSite = async (collector: Collector, wanted: SiteSetUp): Promise<void> => {
  const { store, world } = collector;
  const checked = v.safeParse(siteSettings, wanted.settings);
  if (!checked.success) {
    const [issue] = checked.issues;
    throw new WrongSite(`${v.getDotPath(issue) ?? 'The settings'}: ${issue.message}`);
  }
  const site = await saveSite(store, world, {
    controller: await deciderOf(collector, wanted.controller),
    publicId: wanted.publicId,
    settings: checked.output,
  });
  if (wanted.secret !== undefined) await addSiteKey(store, site, wanted.secret, world.clock());
  if (wanted.googleSecret !== undefined)
    await keepSecret(store, world, collector.secretsKey, site, wanted.googleSecret);
  if (wanted.signing) {
    await addSigningKey(store, site, wanted.signing.keyId, wanted.signing.publicJwk, world.clock());
  }
};

/** Adds the demo's own member of staff, once: its other side calls the staff API as an owner's tools would. */
export const setUpDemoStaff = async ({ store, world, operator }: Collector, key: string): Promise<void> => {
  if (await findStaff(store, key, world.clock())) return;
  const committed = world.clock();
  await addStaff(store, world, {
    controller: operator.id,
    name: "The demo's data protection officer",
    role: 'data_protection_officer',
    key,
    committed,
  });
};

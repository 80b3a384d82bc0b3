/** Versions of the privacy statement as staff are shown them, and what may be asked again with one. */
import * as v from 'valibot';
import { toBase64url } from '../bytes.ts';
import type { AsksAgain, allTellings } from '../duties/statements/tellings.ts';
import { Problem } from '../problem.ts';
import { findSite, listSites } from '../register/sites.ts';
import type { StatementText } from '../register/statements.ts';
import { when } from '../rights/acts.ts';
import type { Store } from '../store/store.ts';

export const version = v.object({
  statement: v.number(),
  effective: v.string(),
  published: v.string(),
  material: v.boolean(),
  inForce: v.boolean(),
  /** Of each language the digest of its text: base64url of its SHA-256. */
  languages: v.record(v.string(), v.string()),
  /** Letters that were queued to customers, since when that is done, and since when the sites cite and ask for it. */
  letters: v.optional(v.number()),
  told: v.optional(v.nullable(v.string())),
  takenUp: v.optional(v.nullable(v.string())),
});

/** The rows as versions, the oldest first. */
export const versionsOf = (rows: readonly Omit<StatementText, 'body'>[], current: number | null) => {
  const versions = new Map<number, v.InferOutput<typeof version>>();
  for (const row of rows) {
    const one = versions.get(row.statement) ?? {
      statement: row.statement,
      effective: new Date(row.effective).toISOString(),
      published: new Date(row.published).toISOString(),
      material: row.material === 1,
      inForce: row.statement === current,
      languages: {},
    };
    one.languages[row.language] = toBase64url(row.digest);
    versions.set(row.statement, one);
  }
  return [...versions.values()];
};

/** What became of each version: whether customers were told, and sites have taken it up. */
export const withTellings = (
  versions: readonly v.InferOutput<typeof version>[],
  tellings: Awaited<ReturnType<typeof allTellings>>,
) =>
  versions.map((one) => {
    const found = tellings.find(({ statement }) => statement === one.statement);
    if (!found) return one;
    return { ...one, letters: found.letters, told: when(found.ended), takenUp: when(found.taken) };
  });

/** Refuses purposes of sites that are not the controller's, or that nobody is asked for. */
export const demandPurposes = async (
  store: Store,
  controller: number,
  asksAgain: AsksAgain,
): Promise<void> => {
  const own = new Set((await listSites(store, controller)).map(({ publicId }) => publicId));
  for (const [publicId, purposes] of Object.entries(asksAgain)) {
    const site = own.has(publicId) ? await findSite(store, publicId) : undefined;
    if (!site) throw new Problem('wrong-body', 'One of these is no site of yours.', '/asksAgain');
    const optional = site.settings.purposes.filter(({ necessary }) => !necessary).map(({ id }) => id);
    if (!purposes.every((one) => optional.includes(one)))
      throw new Problem(
        'wrong-body',
        'One of these is no purpose that visitors of the site are asked for.',
        `/asksAgain/${publicId}`,
      );
  }
};

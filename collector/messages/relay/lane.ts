/** What a site's events are sent with: undefined where the site sends none, for want of a secret or of the mode. */
import { secretOf } from '../../register/googleSecrets.ts';
import { findSite } from '../../register/sites.ts';
import type { Readable } from '../../store/store.ts';
import type { Lane } from './deliver.ts';

/** The kept secret does not open: its key is not the one beside the data folder. */
export class SecretUnreadable extends Error {
  override name = 'SecretUnreadable';
  constructor(publicId: string) {
    super(`The Google secret of ${publicId} is under another key: enter it again ("lupa google secret").`);
  }
}

/** Throws `SecretUnreadable`. */
export const laneOf = async (
  store: Readable,
  key: Uint8Array,
  publicId: string,
): Promise<Lane | undefined> => {
  const site = await findSite(store, publicId);
  const google = site?.settings.google;
  if (!site || google?.mode !== 'relay' || google.measurementId === undefined) return undefined;
  const found = await secretOf(store, key, site);
  if (found === 'unreadable') throw new SecretUnreadable(publicId);
  const { purpose, adsPurpose, measurementId } = google;
  return found && { site, purpose, adsPurpose, measurementId, secret: found.secret };
};

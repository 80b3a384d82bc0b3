/** A site's loader for its owner to host: a file that is named by its hash and never changes, and the tag that checks it. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { WrongSite } from './siteSetUp.ts';

/**
 * Takes the loader as the collector serves it, which therefore keeps what the loader asks for. Writes it to the current folder
 * and answers its name and tag. Throws `WrongSite`.
 */
export const pinLoader = async (collector: string, site: string): Promise<{ name: string; tag: string }> => {
  const address = `${collector}/s/${encodeURIComponent(site)}/loader.js`;
  const answer = await fetch(address).catch(() => undefined);
  if (answer?.status === 404) throw new WrongSite('There is no such site: "lupa site list" shows them.');
  if (!answer?.ok)
    throw new WrongSite(
      `No collector answers at ${collector}: start it, or set LUPA_PUBLIC_URL to its address.`,
    );
  const body = new Uint8Array(await answer.arrayBuffer());
  const digest = createHash('sha256').update(body).digest();
  const name = `lupa-${digest.toString('base64url').slice(0, 10)}.js`;
  writeFileSync(name, body);
  const integrity = `sha256-${digest.toString('base64')}`;
  return { name, tag: `<script async src="/${name}" integrity="${integrity}" crossorigin></script>` };
};

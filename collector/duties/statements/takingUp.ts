/** Sites take a statement up once it is in force: their notices cite it, and visitors are asked again for what it changed alone (R67). */
import { senderOf } from '../../register/controllers.ts';
import { SiteConflict, saveSite } from '../../register/siteChange.ts';
import { findSite, listSites } from '../../register/sites.ts';
import type { Store } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { type AsksAgain, leftToAsk, type Telling, takenUp } from './tellings.ts';

/** The site's settings with the new version cited, where they cite the one before by its number. */
const citing = <Settings extends { statement: { version: string } }>(settings: Settings, number: number) =>
  settings.statement.version === String(number - 1)
    ? { ...settings, statement: { ...settings.statement, version: String(number) } }
    : settings;

/** Brings every site of the controller up to the statement, which is in force. What a site's owner changes meanwhile is not lost. */
export const takeUp = async (
  store: Store,
  world: World,
  controller: number,
  { statement, asksAgain }: Telling,
): Promise<void> => {
  const { name, contact } = await senderOf(store, controller);
  let seen = asksAgain;
  for (const { publicId } of await listSites(store, controller)) {
    const asked = JSON.parse(seen) as AsksAgain;
    const { [publicId]: material = [], ...others } = asked;
    const site = await findSite(store, publicId);
    if (!site) continue;
    const settings = citing(site.settings, statement);
    if (material.length === 0 && settings === site.settings) continue;
    const left = JSON.stringify(others);
    try {
      await saveSite(store, world, {
        controller: { id: controller, name, contact },
        publicId,
        settings,
        material,
        // In the same write: a crash asks nobody twice.
        ...(material.length > 0 && { beside: [leftToAsk(controller, statement, seen, left)] }),
      });
    } catch (error) {
      // Changed at the same moment: the next run does the rest.
      if (error instanceof SiteConflict) return;
      throw error;
    }
    if (material.length > 0) seen = left;
  }
  await store.write([takenUp(controller, statement, world.clock())], 'import');
};

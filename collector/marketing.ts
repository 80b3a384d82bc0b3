/** What marketing does in the background: campaigns go out, addresses are marked under new keys, what has had its time goes or ends. */
import type { Background, Begin } from './background.ts';
import { sendCampaigns } from './messages/campaigns/sending.ts';
import { listControllers } from './register/controllers.ts';
import { endLapsed } from './register/instructionEnding.ts';
import { pruneRequests } from './register/permissionRequests.ts';
import { remark } from './register/remark.ts';
import type { Store } from './store/store.ts';
import type { World } from './world.ts';

const second = 1000;
const hour = 60 * 60 * second;

/** The jobs, begun. */
export const marketing = (store: Store, world: World, publicUrl: string, begin: Begin): Background[] => [
  // First of all: what was begun on an instruction ends with it (R5).
  begin((stopped) => endLapsed(store, world, stopped), second),
  begin((stopped) => sendCampaigns(store, world, publicUrl, stopped), 2 * second),
  begin(async (stopped) => {
    await remark(store, world, stopped);
    const now = world.clock();
    for (const controller of await listControllers(store)) {
      await store.write([pruneRequests(controller, now)], 'import');
    }
  }, hour),
];

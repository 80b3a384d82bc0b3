/** Who answers on the pages of a request, and to which authority one complains of them. */
import { readDetails } from '../../duties/controllerDetails.ts';
import { senderOf } from '../../register/controllers.ts';
import type { Readable } from '../../store/store.ts';
import type { Sender } from './pages.ts';

export const senderShown = async (store: Readable, controller: number): Promise<Sender> => ({
  ...(await senderOf(store, controller)),
  authority: (await readDetails(store, controller)).details.supervisoryAuthority,
});

/** Telling webhooks of what happened: statements for the same write as what they tell of. Ids only, never personal data. */
import type { HookEvent } from '../../../shared/register/webhook.ts';
import { toUuid } from '../../bytes.ts';
import { liveWebhooks } from '../../register/webhooks.ts';
import type { Readable, Statement } from '../../store/store.ts';
import type { World } from '../../world.ts';
import { queueHook } from './queue.ts';

/** What an event is about: `person` and the like as bytes become ids; nothing that says more of anybody. */
export type About = Readonly<Record<string, Uint8Array | string | number | boolean | null>>;

export type Hooks = (event: HookEvent, about: About) => Statement[];

const told = (about: About): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(about).map(([name, value]) => [name, value instanceof Uint8Array ? toUuid(value) : value]),
  );

/** For writes that know only later what has happened: reads once who listens. */
export const hooksOf = async (
  store: Readable,
  world: Pick<World, 'clock' | 'random'>,
  controller: number,
): Promise<Hooks> => {
  const live = await liveWebhooks(store, controller);
  return (event, about) => {
    const person = about['person'];
    // That somebody was erased is told though all else about them goes.
    const whose = person instanceof Uint8Array && event !== 'person.erased' ? person : null;
    return live
      .filter(({ hears }) => hears(event))
      .map(({ webhook }) => queueHook(world, controller, webhook, event, told(about), whose));
  };
};

/** The statements that tell an event to whoever listens; none where nobody does. */
export const hooksFor = async (
  store: Readable,
  world: Pick<World, 'clock' | 'random'>,
  controller: number,
  event: HookEvent,
  about: About,
): Promise<Statement[]> => (await hooksOf(store, world, controller))(event, about);

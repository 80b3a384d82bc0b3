/** Takes over, once, what a visitor has answered on another tool's banner. A module of its own, for sites that turn it on. */
import type { TakeoverSettings } from '../shared/gate.ts';
import { ends } from './consent/remember.ts';
import type { put } from './decide/carry.ts';
import type { Desk } from './decide/desk.ts';
import type { keep } from './decide/keep.ts';
import { citing } from './decide/shown.ts';
import type { Jar, Reader } from './takeover/choice.ts';
import { cookiebot } from './takeover/cookiebot.ts';
import { klaro } from './takeover/klaro.ts';
import { match, open } from './takeover/match.ts';
import { onetrust } from './takeover/onetrust.ts';
import { vanilla } from './takeover/vanilla.ts';

/** The collector puts the site's settings for this module in the place of this one name. */
declare const __LUPA_TAKEOVER__: TakeoverSettings;

const readers: Record<TakeoverSettings['from'], Reader> = {
  'vanilla-cookieconsent': vanilla,
  klaro,
  cookiebot,
  onetrust,
};

const jar: Jar = (name) =>
  document.cookie
    .split('; ')
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/** Does nothing unless this visitor has no answer of ours, sends no signal, and the other tool's cookie is clear. */
export const take = async (desk: Desk, act: typeof put, remember: typeof keep): Promise<void> => {
  const settings = __LUPA_TAKEOVER__;
  const { handle, own, world } = desk;
  const now = world.now();
  const said = handle.said();
  if (!said || said[0] || handle.signal || !open(settings, now)) return;
  if (desk.ring()) {
    // An answer of ours was taken back without a trace in the cookie (the page withdrew, this stage could not be had). It is
    // noted that there was one, so that nothing older is taken for it; after whoever else has looked at it.
    setTimeout(remember, 0, desk, { until: ends({}, own.days, now), answers: {} });
    return;
  }
  const choice = readers[settings.from](jar, settings.cookie);
  if (!choice) return;
  const cited = citing(await desk.notice());
  const taken = match(settings, choice, cited.terms, own.days, now);
  if (!taken) return;
  const { answers, given } = taken;
  await act(
    desk,
    {
      answers,
      how: 'save',
      surface: 'takeover',
      takeover: { from: settings.from, ...(given !== undefined && { given }) },
    },
    cited,
    given,
  );
};

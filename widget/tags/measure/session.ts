/** The session that a browser is measured in: kept in localStorage beside the visitor key, removed with the grant. */
import { keyringName } from '../../consent/key.ts';

/** Half an hour without an event ends it: `sessionPause` of `shared/analytics.ts`, of which the widget takes no values. */
const pause = 18e5;

/**
 * When the session began that goes on now, and whether it begins now. Another visitor's is none: it is told by the time
 * that the key was made at, its first eight characters. `spare`: where nothing more can be kept.
 */
export const sessions = (site: string) => {
  const name = `${keyringName(site)}:session`;
  let spare: string | undefined;
  return (key: string, now: number): [began: number, fresh: boolean] => {
    const whose = key.slice(0, 8);
    const [of, kept, last] = `${localStorage[name] ?? spare}`.split(' ');
    const goes = of === whose && Math.abs(now - Number(last)) < pause;
    const began = (goes && Number(kept)) || now;
    spare = `${whose} ${began} ${now}`;
    try {
      localStorage[name] = spare;
    } catch {}
    return [began, !goes];
  };
};

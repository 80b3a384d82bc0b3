/** Whether the transport guard is whole, and what it stops from now on. */
import { type Row, type Table, table } from './report.ts';

type Function = (...given: unknown[]) => unknown;

/** Owner, name and address of each part that the guard wraps. */
const parts = (): [owner: object, name: string][] => [
  [window, 'fetch'],
  [Navigator.prototype, 'sendBeacon'],
  [XMLHttpRequest.prototype, 'open'],
  [XMLHttpRequest.prototype, 'send'],
  [HTMLImageElement.prototype, 'src'],
];

const partOf = (owner: object, name: string): Function | undefined => {
  const property = Object.getOwnPropertyDescriptor(owner, name);
  return property?.set ?? property?.value;
};
const isNative = (part: Function | undefined): boolean =>
  !part || /\[native code\]\s*\}$/.test(Function.prototype.toString.call(part));

/** Asked with a request that is aborted before it begins: without the guard nothing leaves either. */
const stops = async (host: string): Promise<boolean> =>
  fetch(`https://${host}/`, { signal: AbortSignal.abort() }).then(
    () => true,
    () => false,
  );

/** `closed`: a declared host that must be stopped now, if there is one. Call it before `watchStopped`. */
export const inspect = async (closed: string | undefined): Promise<Table> => {
  const found = parts().map(([owner, name]): readonly [Row, boolean] => {
    const native = isNative(partOf(owner, name));
    return [
      { part: name, state: native ? 'MISSING: the browser’s own function stands there' : 'in place' },
      native,
    ];
  });
  if (!closed)
    return table([...found, [{ part: 'a try', state: 'not possible: no declared host is shut now' }, false]]);
  const sound = await stops(closed);
  const words = sound ? `a request to ${closed} was stopped` : `NOT STOPPED: a request to ${closed}`;
  return table([...found, [{ part: 'a try', state: words }, !sound]]);
};

/** Notes every call that the guard stops from now on. It only looks: each call goes on as it was. */
export const watchStopped = (blocked: (address: unknown) => boolean | undefined, heard: () => void) => {
  const rows: Row[] = [];
  const opened = new WeakMap<object, unknown>();
  for (const [owner, name] of parts())
    try {
      const property = Object.getOwnPropertyDescriptor(owner, name) as PropertyDescriptor;
      const part = property.set ? 'set' : 'value';
      const before: Function = property[part];
      property[part] = function (this: object | undefined, ...given: unknown[]) {
        const address = name === 'send' && this ? opened.get(this) : given[0];
        if (name === 'open' && this) opened.set(this, given[1]);
        else if (blocked(address)) {
          const { hostname, pathname } = new URL((address as Request).url ?? address, document.baseURI);
          rows.push({ host: hostname, path: pathname, kind: name, ms: Math.round(performance.now()) });
          heard();
        }
        return before.apply(this, given);
      };
      Object.defineProperty(owner, name, property);
    } catch {
      // Frozen: then the guard could not be put there either.
    }
  return (): Table => ({ rows, wrong: [] });
};

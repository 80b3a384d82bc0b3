/** The transport guard: no request to a declared host of a purpose that is not granted, from any tag (FACTS 4.4). */

/** Not `lupa`: that is what `window.fetch` would find. */
type Wrapped = { lupaTo?: unknown };

/**
 * Installed before any tag, also for refusers; asks anew at every request, so that another tab's withdrawal counts at once.
 * Cannot see: references taken earlier, workers, inside frames, `setAttribute('src')`, `srcset`, forms, CSS, WebSocket.
 * False when some part could not be put in place (frozen prototypes): then no tag of ours is loaded.
 */
export const guard = (blocked: (address: unknown) => boolean): boolean => {
  const request = XMLHttpRequest.prototype;
  // What a blocked call answers: a tag that is told of a failure tries another way.
  const wraps: [owner: object, name: string, answer?: unknown][] = [
    [window, 'fetch', Promise.resolve(new Response())],
    [Navigator.prototype, 'sendBeacon', true],
    [request, 'open'],
    [request, 'send'],
    [HTMLImageElement.prototype, 'src'],
    [HTMLScriptElement.prototype, 'src'],
    [HTMLIFrameElement.prototype, 'src'],
  ];
  try {
    for (const [owner, name, answer] of wraps) {
      const property = Object.getOwnPropertyDescriptor(owner, name) as PropertyDescriptor;
      const part = property.set ? 'set' : 'value';
      const native = property[part];
      property[part] = function (this: Wrapped | undefined, ...given: unknown[]) {
        // A request is judged when it is sent, not when it is opened.
        if (name === 'open') (this as Wrapped).lupaTo = given[1];
        else if (blocked(this?.lupaTo ?? given[0])) return answer;
        return native.apply(this, given);
      };
      Object.defineProperty(owner, name, property);
    }
    return true;
  } catch {
    return false;
  }
};

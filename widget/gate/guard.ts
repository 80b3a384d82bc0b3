/** The transport guard: no request to a declared host of a purpose that is not granted, from any tag (FACTS 4.4). */

type Wrapped = { lupa?: unknown };

/**
 * Installed before any tag, also for refusers; asks anew at every request, so that another tab's withdrawal counts at once.
 * Cannot see: references taken earlier, workers, frames and scripts, `setAttribute('src')`, `srcset`, forms, CSS, WebSocket.
 * Undefined when some part could not be put in place (frozen prototypes): then no tag of ours is loaded.
 */
export const guard = (blocked: (address: unknown) => boolean | undefined): true | undefined => {
  // What a blocked call answers: a tag that is told of a failure tries another way.
  const wrap = (owner: object, name: string, answer?: unknown) => {
    const property = Object.getOwnPropertyDescriptor(owner, name) as PropertyDescriptor;
    const part = property.set ? 'set' : 'value';
    const native = property[part];
    property[part] = function (this: Wrapped | undefined, ...given: unknown[]) {
      // A request is judged when it is sent, not when it is opened.
      if (name === 'open') (this as Wrapped).lupa = given[1];
      else if (blocked(name === 'send' ? (this as Wrapped).lupa : given[0])) return answer;
      return native.apply(this, given);
    };
    Object.defineProperty(owner, name, property);
  };
  try {
    wrap(window, 'fetch', Promise.resolve(new Response()));
    wrap(Navigator.prototype, 'sendBeacon', true);
    wrap(XMLHttpRequest.prototype, 'open');
    wrap(XMLHttpRequest.prototype, 'send');
    wrap(HTMLImageElement.prototype, 'src');
    return true;
  } catch {}
};

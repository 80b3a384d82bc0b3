/** The events that the page itself puts into the data layer, by `gtag` or `lupa.event`. */

/**
 * Hears what was queued, then what comes. Only `arguments` objects are commands (FACTS 0.5); of the commands, `event` alone.
 * A page view by hand is left out: each page is counted already.
 */
export const layer = (event: (name: string, params: unknown) => void): void => {
  const hear = (given: unknown) => {
    try {
      const [command, name, params] = given as [unknown, unknown, { event_callback?: () => void }?];
      if (`${{}.toString.call(given)}${command}` !== '[object Arguments]event' || typeof name !== 'string')
        return;
      if (name !== 'page_view') event(name, params);
      // Pages wait for it before they go on to a link.
      if (params?.event_callback) setTimeout(params.event_callback);
    } catch {
      // What the page has put there is the page's.
    }
  };
  window.dataLayer ??= [];
  const queue = window.dataLayer;
  queue.forEach(hear);
  try {
    const { push } = queue;
    queue.push = (...given) => {
      const length = push.apply(queue, given);
      given.forEach(hear);
      return length;
    };
  } catch {
    // Frozen: what comes later cannot be heard.
  }
};

/** Client-side navigation. */

/** Calls `look` whenever the address may have changed, while the page's own call of it goes on. */
export const moves = (look: () => void): void => {
  const { navigation } = window as { navigation?: EventTarget };
  if (navigation) {
    navigation.addEventListener('currententrychange', look);
    return;
  }
  addEventListener('popstate', look);
  for (const name of ['pushState', 'replaceState'] as const)
    try {
      const native = history[name];
      history[name] = (...given) => {
        native.apply(history, given);
        look();
      };
    } catch {
      // Frozen by the page: going back is noticed, and the rest with the next event.
    }
};

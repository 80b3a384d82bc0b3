/** Tabs agree: whatever may mean that another one has decided (C30). */

/** The cookie is the state, so that the guard obeys at once; these only bring the rest up to date. */
export const tabs = (apply: () => void): void => {
  for (const event of ['pageshow', 'visibilitychange', 'storage']) addEventListener(event, apply);
};

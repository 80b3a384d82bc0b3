/** From when on the second stage has something to do: something undelivered, or a visit. */

/** As `decide/desk.ts` notes it; falsy when there is nothing. Without a grant it is time whatever it says. */
export const due = (site: string): string | undefined => {
  try {
    return localStorage[`lupa:${site}:due`];
  } catch {
    return undefined;
  }
};

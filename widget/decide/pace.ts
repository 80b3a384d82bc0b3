/** Nothing is long: the press is painted first, then each step gets a task of its own. */

/** Ends the task. */
export const yielded = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** After the next paint; a hidden page paints never, and waits only a moment. */
export const painted = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 100);
  });

/** Runs alone among this site's tabs where the browser has Web Locks (not on plain http, nor in opaque origins). */
export const alone = async <T>(name: string, work: () => Promise<T> | T): Promise<T> => {
  let begun = false;
  const once = () => {
    begun = true;
    return work();
  };
  try {
    return await navigator.locks.request(name, once);
  } catch (error) {
    if (begun) throw error;
    return once();
  }
};

/** For how long the page has been in view and in front. */

/** Returns what tells the milliseconds since it was asked before. By the steady clock: the other one may be set. */
export const engagement = (): (() => number) => {
  let sum = 0;
  let since = 0;
  const look = () => {
    const now = performance.now();
    if (since) sum += now - since;
    since = document.visibilityState === 'visible' && document.hasFocus() ? now : 0;
  };
  for (const event of ['focus', 'blur', 'pageshow', 'visibilitychange']) addEventListener(event, look);
  look();
  return () => {
    look();
    const past = Math.round(sum);
    sum = 0;
    return past;
  };
};

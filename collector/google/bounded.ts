/** Text before it is searched: bounded, and without what a cut may have left of a number or an address. */

/** Characters that are searched of a value, and of a title or a path. */
export const longestSearched = 400;
export const longestPageSearched = 1000;
/** Where the measuring module cuts a title or a value. */
const cutInBrowser = 200;

/** Digits and what parts them, or the rest of a word: half a number is not found by what it looks like. */
const tail = (text: string): string => {
  const word = /[^\s/?&=,;]{1,1000}$/.exec(text)?.[0].length ?? 0;
  const kept = text.slice(0, text.length - word);
  let end = kept.length;
  while (end > 0 && /[\d\s()./+,:|*_-]/.test(kept[end - 1] ?? '')) end -= 1;
  // A path keeps the stroke that it begins with.
  return end === 0 && kept.startsWith('/') ? '/' : kept.slice(0, end);
};

/** At most `most` characters. Text that is as long as that may have been cut before it came. */
export const bounded = (text: string, most: number): string =>
  text.length < most ? text : tail(text.slice(0, most));

/** As `bounded`, for a title or a value, which the browser cuts too. */
export const boundedText = (text: string, most: number): string =>
  text.length === cutInBrowser ? tail(text) : bounded(text, most);

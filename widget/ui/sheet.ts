/** The style sheets of what we show: the one that all share is read once a page. */
import { colours } from './colours.ts';
import { look } from './look.ts';

export const sheet = (text: string): CSSStyleSheet => {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
};

let common: CSSStyleSheet | undefined;

export const shared = (): CSSStyleSheet => {
  common ??= sheet(colours + look);
  return common;
};

/** Which of the site's languages this page is in. */
import type { GateSettings } from '../../shared/gate.ts';

/** The page's own, or its base, or the site's first. */
export const language = ({ button }: GateSettings): string => {
  const { lang } = document.documentElement;
  return (
    [lang, lang.split('-')[0] ?? '', ...Object.keys(button)].find((one) => Object.hasOwn(button, one)) ?? ''
  );
};

/** Where the banner stands. The style of the two that are not the default goes only to the sites that chose them. */

export const positions = ['corner', 'bar', 'centre'] as const;
export type Position = (typeof positions)[number];

/**
 * Ours, never an owner's. On narrow screens every position is the same sheet at the bottom edge; `section` is the banner
 * alone, never the preferences.
 */
export const placing: Record<Position, string> = {
  corner: '',
  bar:
    '@media(min-width:30em){section.root{inset:auto 0 0;width:auto;border-radius:0;border-width:1px 0 0}}' +
    '@media(min-width:60em){section.root{flex-direction:row;align-items:center;padding-inline:max(0px,50% - 40em)}' +
    'section .words{flex:1;display:grid;grid-template-columns:repeat(auto-fit,minmax(20em,1fr));gap:0 2em;padding:1em 1.25em}' +
    'h2,.words>p{grid-column:1/-1}section .item{grid-column:auto}section .actions{flex:none;width:24em;border:0}}',
  centre: '@media(min-width:30em){section.root{inset:0;margin:auto;height:fit-content}}',
};

/**
 * Functions that run in a page that has the widget, in a journey or in a frame of the widget's tests: each is complete in
 * itself, but for `window.drawn`.
 */
import type { Notice } from '../../shared/notice.ts';

export interface Drawing {
  notice: Notice;
  place?: string;
  /** With the services of every purpose unfolded. */
  unfolded?: boolean;
}

export type Name = 'lupa-banner' | 'lupa-preferences';

/** What is drawn, and what it is called when something is wrong with it. */
export type Case = readonly [name: Name, what: string, drawing: Drawing];

declare global {
  interface Window {
    /** `drawn`, put there by the test. */
    drawn: (name: Name, drawing: Drawing) => ShadowRoot;
    /** What a test has heard. */
    heard: unknown[];
    /** Hears what a browser has noted and not yet told. */
    listen: () => void;
  }
}

/** Draws one of the two, in the place of whatever is there of ours. */
export const drawn = (name: Name, { notice, place, unfolded = false }: Drawing): ShadowRoot => {
  for (const one of document.querySelectorAll('lupa-banner,lupa-preferences,lupa-status')) one.remove();
  const asked = notice.purposes.filter(({ necessary }) => !necessary).map(({ id }) => id);
  const surface = Object.assign(document.createElement(name), { notice, asked, place, answers: {} });
  document.body.before(surface);
  const root = surface.shadowRoot as ShadowRoot;
  for (const one of root.querySelectorAll('details')) one.open = unfolded;
  return root;
};

/**
 * How accept and refuse differ, wherever they are drawn. Every computed property is compared; size and place within a
 * pixel; the contrast of the words; whether something lies upon them.
 */
export const differences = (cases: readonly Case[]): string[] => {
  const light = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
      const value = Number(part) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = ({ color, backgroundColor }: CSSStyleDeclaration) => {
    const [dark = 0, bright = 0] = [light(color), light(backgroundColor)].sort((low, high) => low - high);
    return (bright + 0.05) / (dark + 0.05);
  };
  // What follows from where a box stands; sizes are compared as boxes.
  const placed =
    /^(width|height|inline-size|block-size|inset.*|top|left|right|bottom|perspective-origin|transform-origin)$/;
  return cases.flatMap(([name, what, drawing]) => {
    const root = window.drawn(name, drawing);
    const pair = [...root.querySelectorAll<HTMLElement>('[part=answer]')];
    const [accept, refuse] = pair;
    if (!accept || !refuse || pair.length !== 2) return [`${what}: there are ${pair.length} answers`];
    const [granted, denied] = [getComputedStyle(accept), getComputedStyle(refuse)];
    const wrong = [...granted]
      .filter((property) => !placed.test(property))
      .filter((property) => granted.getPropertyValue(property) !== denied.getPropertyValue(property));
    const [first, second] = [accept.getBoundingClientRect(), refuse.getBoundingClientRect()];
    for (const side of ['width', 'height'] as const)
      if (Math.abs(first[side] - second[side]) > 1) wrong.push(side);
    // Side by side, or one below the other: never askew.
    if (Math.abs(first.top - second.top) > 1 && Math.abs(first.left - second.left) > 1) wrong.push('place');
    if (denied.opacity !== '1' || denied.visibility !== 'visible') wrong.push('not seen');
    for (const style of [granted, denied])
      if (contrast(style) < 4.5) wrong.push(`contrast ${contrast(style)}`);
    for (const button of pair) {
      if (button.scrollWidth > button.clientWidth || button.scrollHeight > button.clientHeight)
        wrong.push('words cut');
      if (button.getBoundingClientRect().height < 43.5) wrong.push('below 44 px');
      button.scrollIntoView({ block: 'nearest' });
      const box = button.getBoundingClientRect();
      if (root.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) !== button)
        wrong.push('covered');
    }
    return wrong.map((each) => `${what}: ${each}`);
  });
};

/** Where a banner stands and what its words look like, to be compared with another time. */
export const standing = (drawing: Drawing): unknown => {
  const root = window.drawn('lupa-banner', drawing);
  return [...root.querySelectorAll('section,h2,h3,p,a,button')].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const { color, backgroundColor, fontSize, fontWeight, letterSpacing, opacity, visibility } =
      getComputedStyle(element);
    return [element.localName, x, y, width, height].concat([
      color,
      backgroundColor,
      fontSize,
      fontWeight,
      letterSpacing,
      opacity,
      visibility,
    ]);
  });
};

/** What is seen of banner and preferences: functions that run in the page, each complete in itself. */

/** The texts, boxes and colours of what is drawn: runs in the page. */
export const seen = (name: string) => {
  const root = document.querySelector(name)?.shadowRoot;
  const boxed = [...(root?.querySelectorAll<HTMLElement>('h2,h3,p,a,button,summary,th,td') ?? [])].filter(
    (each) => each.checkVisibility(),
  );
  return boxed.map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    const box = { x, y, width, height };
    const part = element.closest('.actions') ? 'actions' : 'words';
    return { tag: element.localName, text: element.textContent?.trim() ?? '', part, ...box };
  });
};

/** Words whose contrast with what lies behind them is below 4.5. */
export const faint = (name: string): string[] => {
  const light = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
      const value = Number(part) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = (element: Element): string => {
    const { backgroundColor } = getComputedStyle(element);
    if (!/^rgba.*, 0\)$/.test(backgroundColor)) return backgroundColor;
    return element.parentElement ? ground(element.parentElement) : 'rgb(255, 255, 255)';
  };
  const all = [...(document.querySelector(name)?.shadowRoot?.querySelectorAll('*') ?? [])];
  return all
    .filter((each) => [...each.childNodes].some((child) => child.nodeType === 3 && child.textContent?.trim()))
    .flatMap((each) => {
      const [dark = 0, bright = 0] = [light(getComputedStyle(each).color), light(ground(each))].sort(
        (low, high) => low - high,
      );
      const contrast = (bright + 0.05) / (dark + 0.05);
      return contrast < 4.5 ? [`${each.textContent} ${contrast.toFixed(2)}`] : [];
    });
};

/** Edges of controls and rings of focus whose contrast with the card is below 3. */
export const edges = (name: string): string[] => {
  const light = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
      const value = Number(part) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const root = document.querySelector(name)?.shadowRoot;
  const card = light(getComputedStyle(root?.querySelector('.root') as Element).backgroundColor);
  const clear = (colour: string, ground = card) => {
    const [dark = 0, bright = 0] = [light(colour), ground].sort((low, high) => low - high);
    return (bright + 0.05) / (dark + 0.05) >= 3;
  };
  const controls = [...(root?.querySelectorAll<HTMLElement>('button,a,summary') ?? [])];
  return controls.flatMap((each) => {
    const wrong = [];
    if (each.part.contains('answer') && !clear(getComputedStyle(each).borderTopColor)) wrong.push('edge');
    const track = each.querySelector('i');
    if (track) {
      const on = each.ariaChecked === 'true';
      const { borderTopColor, backgroundColor } = getComputedStyle(track);
      if (!clear(borderTopColor) && !(on && clear(backgroundColor))) wrong.push(`switch, on: ${on}`);
      const ground = on ? light(backgroundColor) : card;
      if (!clear(getComputedStyle(track, '::after').borderTopColor, ground)) wrong.push(`knob, on: ${on}`);
    }
    each.focus({ focusVisible: true } as FocusOptions);
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(each);
    if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2 || !clear(outlineColor))
      wrong.push('ring');
    return wrong.map((what) => `${each.textContent?.trim()}: ${what}`);
  });
};

/** What is cut off, lies beside the screen, or would have to be scrolled to sideways. */
export const cut = (name: string): string[] => {
  const root = document.querySelector(name)?.shadowRoot;
  const all = [...(root?.querySelectorAll<HTMLElement>('*') ?? [])].filter((each) => each.checkVisibility());
  const card = root?.querySelector('.root')?.getBoundingClientRect();
  const wrong = [];
  if (
    !card ||
    card.left < -1 ||
    card.right > innerWidth + 1 ||
    card.top < -1 ||
    card.bottom > innerHeight + 1
  )
    wrong.push('the card is not on the screen');
  for (const each of all) {
    const { overflowX, overflowY } = getComputedStyle(each);
    if (each.scrollWidth > each.clientWidth + 1 && each.clientWidth && overflowX !== 'visible')
      wrong.push(`${each.localName} scrolls sideways`);
    if (each.scrollHeight > each.clientHeight + 1 && each.clientHeight && /hidden|clip/.test(overflowY))
      wrong.push(`${each.localName} is cut`);
  }
  for (const each of root?.querySelectorAll<HTMLElement>('h2,h3,p,a,button,summary,th,td') ?? []) {
    if (!each.checkVisibility()) continue;
    each.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const { left, right, top, bottom } = each.getBoundingClientRect();
    if (left < -1 || right > innerWidth + 1) wrong.push(`${each.textContent?.trim()} lies beside the screen`);
    // What is higher than the screen can be scrolled through.
    if (bottom - top < innerHeight / 2 && (top < -1 || bottom > innerHeight + 1))
      wrong.push(`${each.textContent?.trim()} cannot be scrolled to`);
  }
  return wrong;
};

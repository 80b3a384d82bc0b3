/** A placeholder: says what waits there and for which purpose, and grants that one on a press. It keeps the embed's size. */
import type { Notice, NoticePurpose } from '../../shared/notice.ts';
import { colours } from './colours.ts';
import { css } from './css.ts';

export interface Waiting {
  notice: Notice;
  /** The purposes that lack a grant. */
  missing: readonly NoticePurpose[];
  /** Where it would be loaded from. */
  host: string;
  /** CSS pixels. */
  width: number;
  height: number;
  grant(purpose: string): void;
  open(): void;
}

const look = css`
  section {
    position: absolute;
    inset: 0;
    box-sizing: border-box;
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 0.6em;
    padding: 1em;
    overflow: auto;
    border: 1px solid var(--lupa-line, var(--l));
    color: var(--lupa-text, var(--t));
    background: var(--lupa-surface, var(--s));
    font: 0.9375em / 1.45 var(--lupa-font, system-ui, sans-serif);
    text-align: center;
    overflow-wrap: anywhere;
  }
  section > :first-child {
    margin-top: auto;
  }
  section > :last-child {
    margin-bottom: auto;
  }
  p {
    margin: 0;
    max-width: 40em;
  }
  button {
    min-height: 44px;
    padding: 0.5em 1em;
    border: 1px solid var(--lupa-button, var(--b));
    border-radius: 9px;
    color: var(--lupa-button-text, var(--u));
    background: var(--lupa-button, var(--b));
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }
  .quiet {
    border-color: transparent;
    color: var(--lupa-text, var(--t));
    background: none;
    font-weight: 400;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  :focus-visible {
    outline: 3px solid #3a8fb0;
    outline-offset: 2px;
  }
  @media (max-height: 12rem) {
    section {
      gap: 0;
      padding: 0.25em;
      font-size: 0.8125rem;
    }
  }
  @media print {
    button {
      display: none;
    }
  }
`;

/** Its words and buttons, in a document of ours or of the page. */
const content = (at: Document, { notice, missing, host, grant, open }: Waiting): HTMLElement => {
  const { texts, language, direction } = notice;
  const make = <Name extends keyof HTMLElementTagNameMap>(name: Name, text: string) =>
    Object.assign(at.createElement(name), { textContent: text });
  const section = Object.assign(at.createElement('section'), { lang: language, dir: direction ?? 'ltr' });
  const press = (text: string, act: () => void) => {
    const button = make('button', text);
    button.addEventListener('click', act);
    return button;
  };
  const choose = press(texts.preferencesButton, open);
  choose.className = 'quiet';
  section.setAttribute('aria-label', host);
  section.append(
    make(
      'p',
      texts.embed.replace('{host}', () => host),
    ),
    ...missing.map(({ id, name }) =>
      press(
        texts.allow.replace('{purpose}', () => name),
        () => grant(id),
      ),
    ),
    choose,
  );
  return section;
};

/** A shadow root in `at`, out of the reach of any style sheet of the page. */
const shelter = (at: Document, waiting: Waiting): HTMLElement => {
  const host = at.createElement('lupa-placeholder');
  const root = host.attachShadow({ mode: 'open' });
  // A sheet belongs to the document that it was made in.
  const sheet = new (at.defaultView as typeof globalThis & Window).CSSStyleSheet();
  sheet.replaceSync(colours + look);
  root.adoptedStyleSheets = [sheet];
  root.append(content(at, waiting));
  return host;
};

/** What decides where an element stands, copied so that its placeholder stands there. */
const placed = ['inset', 'margin', 'float', 'grid-area', 'flex', 'align-self', 'justify-self'];

/**
 * Inside the frame that waits: its own empty document is the page's, and whatever decides its size goes on doing so.
 * Undefined where it cannot be reached (a sandbox of its own).
 */
const inside = (frame: HTMLIFrameElement, waiting: Waiting): (() => void) | undefined => {
  const fill = () => {
    const at = frame.contentDocument;
    if (!at?.body || !frame.dataset.src || at.querySelector('lupa-placeholder')) return;
    at.documentElement.lang = waiting.notice.language;
    at.body.replaceChildren(shelter(at, waiting));
  };
  if (!frame.contentDocument) return undefined;
  const { grant } = waiting;
  waiting.grant = (purpose) => {
    grant(purpose);
    // The pressed button goes with its document: the focus stays with what it has let in.
    frame.addEventListener('load', () => frame.focus({ preventScroll: true }), { once: true });
  };
  fill();
  // An engine may load the empty document a moment later, and a withdrawal empties it anew.
  frame.addEventListener('load', fill);
  // Not every engine tells of that.
  setTimeout(fill, 300);
  return () => frame.removeEventListener('load', fill);
};

/** Beside it, in its place: it is not shown meanwhile. */
const beside = (embed: HTMLElement, waiting: Waiting): (() => void) => {
  const box = document.createElement('span');
  box.append(shelter(document, waiting));
  const style = getComputedStyle(embed);
  const shown = embed.style.display;
  const important = embed.style.getPropertyPriority('display');
  const rules = {
    all: 'initial',
    ...Object.fromEntries(placed.map((name) => [name, style.getPropertyValue(name)])),
    position: style.position === 'static' ? 'relative' : style.position,
    display: style.display === 'inline' ? 'inline-block' : style.display,
    width: `${waiting.width}px`,
    height: `${waiting.height}px`,
    'max-width': '100%',
  };
  for (const [name, value] of Object.entries(rules)) box.style.setProperty(name, value, 'important');
  embed.after(box);
  embed.style.setProperty('display', 'none', 'important');
  return () => {
    box.remove();
    embed.style.setProperty('display', shown, important);
  };
};

/** Puts it there; returns what takes it away. */
export const draw = (embed: HTMLElement, waiting: Waiting): (() => void) =>
  (embed instanceof HTMLIFrameElement && inside(embed, waiting)) || beside(embed, waiting);

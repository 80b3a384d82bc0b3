/** Markup that names purposes: what is held and why, what was let through, and what was never held at all. */
import { type Row, type Table, table } from './report.ts';

type Marked = HTMLScriptElement | HTMLIFrameElement | HTMLImageElement;

/** What of the gate's state the words depend on. */
export interface Gate {
  purposes: Record<string, unknown>;
  stopped: Record<string, unknown>;
  allows(purpose: string): boolean;
  /** Of our own tag: held scripts need the same one. */
  nonce: string | undefined;
  /** Whether the guard stops this address. */
  blocked(address: unknown): boolean | undefined;
}

const named = (element: Marked): string[] => element.dataset.purpose?.split(/\s+/).filter(Boolean) ?? [];

const isScript = (element: Marked): element is HTMLScriptElement => 'text' in element;

const isHeld = (element: Marked): boolean =>
  isScript(element) ? element.type === 'text/plain' : element.dataset.src !== undefined;

/** Why a purpose does not let through, in words; undefined where it does. */
const closed = ({ purposes, stopped, allows }: Gate, purpose: string): string | undefined => {
  if (!Object.hasOwn(purposes, purpose)) return `MISTAKE: the site has no optional purpose "${purpose}"`;
  if (allows(purpose)) return undefined;
  return stopped[purpose]
    ? `${purpose} has ended on this page, and stays off until a fresh one`
    : `${purpose} is not granted`;
};

/** Why it is still held; mistakes of the markup are in capitals. */
const why = (gate: Gate, element: Marked): string => {
  const shut = named(element).flatMap((purpose) => closed(gate, purpose) ?? []);
  if (shut.length) return shut.join('; ');
  if (isScript(element))
    return gate.nonce && element.nonce !== gate.nonce
      ? 'MISTAKE: it lacks the nonce that our own tag carries'
      : 'granted: waits for the script before it';
  const { src = '' } = element.dataset;
  if (!/^(https?:)?\//.test(src))
    return 'MISTAKE: data-src must be an http or https address, or begin with a slash';
  return gate.blocked(src) ? 'its host belongs to another purpose, which is not granted' : 'granted: waits';
};

/** What became of one that is not held. */
const ran = (gate: Gate, element: Marked): string => {
  const shut = named(element).filter((purpose) => !gate.allows(purpose));
  if (!shut.length) return 'granted';
  if (shut.every((purpose) => gate.stopped[purpose])) return 'was granted, has ended since';
  return `NEVER HELD: needs ${isScript(element) ? 'type="text/plain"' : 'data-src instead of src'}`;
};

const line = (element: Marked, words: string): readonly [Row, boolean] => [
  {
    purpose: named(element).join(' '),
    element: element.localName,
    address: element.dataset.src ?? (element.getAttribute('src') || '(inline)'),
    why: words,
  },
  /^[A-Z]{5}/.test(words),
];

export const elements = (gate: Gate): { held: Table; released: Table } => {
  const marked = [...document.querySelectorAll<Marked>('[data-purpose]')].filter((element) =>
    /^(script|iframe|img)$/.test(element.localName),
  );
  return {
    held: table(marked.filter(isHeld).map((element) => line(element, why(gate, element)))),
    released: table(
      marked.filter((element) => !isHeld(element)).map((element) => line(element, ran(gate, element))),
    ),
  };
};

/** The log: one line an event, as text or JSON; nothing of a person, no path, no address. */

export type Level = 'info' | 'error';

/** What is said beside the event; `text` is the sentence of the text form. */
export type Details = Readonly<Record<string, string | number | undefined>>;

export type Log = (level: Level, event: string, text: string, details?: Details) => void;

export const logForms = ['text', 'json'] as const;
export type LogForm = (typeof logForms)[number];

/** Where lines go, errors apart. */
export interface Lines {
  info(line: string): void;
  error(line: string): void;
}

export const logOf = (form: LogForm, clock: () => number, lines: Lines): Log => {
  if (form === 'text') return (level, _event, text) => lines[level](text);
  return (level, event, text, details = {}) =>
    lines[level](JSON.stringify({ time: new Date(clock()).toISOString(), level, event, text, ...details }));
};

/** A fault of ours as details. A `SyntaxError` quotes what it could not read, which may be anybody's: it loses its words. */
export const faultOf = (fault: unknown): { name: string; stack: string } => {
  if (!(fault instanceof Error)) return { name: 'unknown', stack: 'A fault that is not an error.' };
  const { name, message, stack = `${name}: ${message}` } = fault;
  const said =
    fault instanceof SyntaxError && message !== '' ? stack.replace(message, '(not repeated)') : stack;
  return { name, stack: said };
};

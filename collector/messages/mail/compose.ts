/** An e-mail out of its row: addresses and headers held to what they may be, so that nothing in them becomes another header. */
import { toUuid } from '../../bytes.ts';
import type { Claimed } from '../outbox/rows.ts';

/** Who writes, as recipients see it. */
export interface Writer {
  name: string;
  contact: string;
}

/** What `queueMail` has put into the body. */
interface Content {
  subject: string;
  text: string;
  html?: string;
  headers?: Readonly<Record<string, string>>;
}

export interface Composed {
  envelope: { from: string; to: string[] };
  from: { name: string; address: string };
  to: { name: string; address: string };
  replyTo?: { name: string; address: string };
  subject: string;
  text: string;
  html?: string;
  date: Date;
  messageId: string;
  headers: Record<string, string>;
  disableFileAccess: true;
  disableUrlAccess: true;
}

/** One address and nothing else: no list, no name, no white space, no brackets. */
const isAddress = (text: string): boolean =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
  /^[^\s@<>"(),:;[\]\\\u0000-\u001f\u007f]+@[^\s@<>"(),:;[\]\\\u0000-\u001f\u007f]+$/.test(text) &&
  text.length <= 254;

/** Everything on one line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
const line = (text: string): string => text.replaceAll(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim();

/** What a message may add; who sends, who gets it and what it says is not said twice. */
const own =
  /^(from|sender|to|cc|bcc|reply-to|subject|date|message-id|return-path|mime-version|content-.*|received|dkim-.*)$/i;

const headersOf = (given: Content['headers'] = {}): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ 'Auto-Submitted': 'auto-generated', ...given })
      .filter(([name]) => /^[A-Za-z][A-Za-z0-9-]{0,75}$/.test(name) && !own.test(name))
      .map(([name, value]) => [name, line(String(value))]),
  );

/** Undefined where it has no address that mail can be sent to. `from` is the address that all mail comes from. */
export const compose = (
  { message, recipient, body }: Pick<Claimed, 'message' | 'recipient' | 'body'>,
  writer: Writer,
  from: string,
  now: number,
): Composed | undefined => {
  if (recipient === null || body === null || !isAddress(recipient)) return undefined;
  const { subject, text, html, headers } = JSON.parse(body) as Content;
  const name = line(writer.name);
  return {
    // By itself, so that no header adds a recipient.
    envelope: { from, to: [recipient] },
    from: { name, address: from },
    to: { name: '', address: recipient },
    ...(isAddress(writer.contact) && { replyTo: { name, address: writer.contact } }),
    subject: line(subject),
    text,
    ...(html !== undefined && { html }),
    date: new Date(now),
    // The same at each attempt: what came twice is known as one.
    messageId: `<${toUuid(message)}@${from.slice(from.lastIndexOf('@') + 1)}>`,
    headers: headersOf(headers),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
};

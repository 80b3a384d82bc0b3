/** E-mail goes out by SMTP, through connections that are kept; encrypted wherever the server can, always where the address says so. */
import { createTransport } from 'nodemailer';
import type { Outcome } from '../outbox/outcome.ts';
import type { Composed } from './compose.ts';

export interface Smtp {
  send(mail: Composed): Promise<Outcome>;
  /** Ends what is under way. */
  close(): void;
}

export interface SmtpSettings {
  /** `smtp://user:password@host:587` or `smtps://…`; checked at start. */
  url: string;
  /** Milliseconds without a word from the server, and for a whole attempt. */
  silence?: number;
  whole?: number;
  /** Certificates to trust beside the usual ones. */
  ca?: string;
  connections?: number;
}

const isHere = (host: string): boolean => /^(localhost|127(\.\d+){3}|::1)$/.test(host);

interface Fault {
  code?: string;
  command?: string;
  responseCode?: number;
}

/**
 * What a fault means. A refusal of this very message for good (5xx to the recipient or the message) ends it; all else is tried
 * again. Never the server's own words: they repeat addresses.
 */
export const outcomeOf = ({ code = '', command = '', responseCode = 0 }: Fault): Outcome => {
  if (code === 'EENVELOPE' && command === 'API') return { outcome: 'failed', problem: 'bad-address' };
  if (code === 'EMESSAGE' && responseCode === 0) return { outcome: 'failed', problem: 'too-large' };
  const aboutIt = command === 'RCPT TO' || command === 'DATA' || responseCode === 552;
  if (aboutIt && responseCode >= 500) return { outcome: 'failed', problem: `refused-${responseCode}` };
  const problem = responseCode > 0 ? `refused-${responseCode}` : 'unreachable';
  if (command === 'RCPT TO' || command === 'DATA' || command === 'MAIL FROM')
    // 421: the server closes. A sender that is refused for good is refused with whatever comes.
    return {
      outcome: 'later',
      problem,
      ...((responseCode === 421 || responseCode >= 500) && { down: true }),
    };
  return { outcome: 'later', problem: code === 'EAUTH' ? 'not-let-in' : problem, down: true };
};

export const smtp = ({ url, silence = 30_000, whole = 120_000, ca, connections = 5 }: SmtpSettings): Smtp => {
  const { protocol, hostname, port, username, password } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const secure = protocol === 'smtps:';
  const transport = createTransport({
    pool: true,
    host,
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    // Where it is offered it is used, and must hold; a password goes over no open line.
    requireTLS: !secure && username !== '' && !isHere(host),
    ...(username !== '' && {
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    }),
    tls: { minVersion: 'TLSv1.2', ...(ca !== undefined && { ca }) },
    maxConnections: connections,
    // What was lost on the way is tried again by the outbox, which counts.
    maxRequeues: 0,
    connectionTimeout: Math.min(silence, 10_000),
    greetingTimeout: Math.min(silence, 10_000),
    socketTimeout: silence,
    logger: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async (mail) => {
      try {
        // Also from a server that dribbles.
        await transport.sendMail({ ...mail, signal: AbortSignal.timeout(whole) });
        return { outcome: 'sent' };
      } catch (error) {
        return outcomeOf(error as Fault);
      }
    },
    close: () => transport.close({ force: true }),
  };
};

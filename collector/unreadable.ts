/** What never became a request: malformed, too slow, too large. Refused as problems too, before any app sees it. */
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { RequestError } from '@hono/node-server';
import { Problem, type ProblemName } from './problem.ts';

const reasons: Record<string, [ProblemName, string]> = {
  HPE_HEADER_OVERFLOW: ['header-too-large', 'Send at most 16 KiB of headers.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['too-slow', 'The request took too long to arrive: send it again.'],
};
const malformed: [ProblemName, string] = [
  'malformed',
  'This is no request of HTTP/1.1: check host and address.',
];

const type = 'application/problem+json';

/** For what reads requests: a host or target that is none. The app answers its own faults; one beside it is ours too. */
export const unreadable =
  (refused: (reason: string) => void) =>
  (error: unknown): Response => {
    const isTheirs = error instanceof RequestError;
    const problem = isTheirs
      ? new Problem(...malformed)
      : new Problem('our-fault', 'Something went wrong here.');
    refused(problem.problem);
    const headers = { 'Content-Type': type, 'Cache-Control': 'no-store', Connection: 'close' };
    return new Response(JSON.stringify(problem), { status: problem.status, headers });
  };

/** For `checkExpectation`: nothing but 100-continue is met (RFC 9110, 10.1.1). */
export const answerUnmet =
  (refused: (reason: string) => void) =>
  (_request: IncomingMessage, response: ServerResponse): void => {
    const problem = new Problem('unmet-expectation', 'Send the request without the header Expect.');
    refused(problem.problem);
    const body = JSON.stringify(problem);
    const headers = { 'Content-Type': type, 'Cache-Control': 'no-store', Connection: 'close' };
    response.writeHead(problem.status, { ...headers, 'Content-Length': Buffer.byteLength(body) });
    response.end(body);
  };

/** For `clientError` of a server; `refused` is told the problem's name. */
export const answerUnreadable =
  (refused: (reason: string) => void) =>
  (error: NodeJS.ErrnoException, socket: Duplex): void => {
    // A half answer that is on its way already must not be followed by this one.
    const under = (socket as { _httpMessage?: { _headerSent?: boolean } })._httpMessage;
    if (!socket.writable || under?._headerSent === true) {
      socket.destroy();
      return;
    }
    const problem = new Problem(...(reasons[error.code ?? ''] ?? malformed));
    refused(problem.problem);
    const body = JSON.stringify(problem);
    const head = [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
      'Connection: close',
      `Content-Type: ${type}`,
      'Cache-Control: no-store',
      `Content-Length: ${Buffer.byteLength(body)}`,
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
  };

/** What never became a request: malformed, too slow, too large. Refused as problems too, before any app sees it. */
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { Problem, type ProblemName } from './problem.ts';

const reasons: Record<string, [ProblemName, string]> = {
  HPE_HEADER_OVERFLOW: ['header-too-large', 'Send at most 16 KiB of headers.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['too-slow', 'The request took too long to arrive: send it again.'],
};
const malformed: [ProblemName, string] = ['malformed', 'This is no request of HTTP/1.1.'];

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
      'Content-Type: application/problem+json',
      'Cache-Control: no-store',
      `Content-Length: ${Buffer.byteLength(body)}`,
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
  };

/** What the page's Content Security Policy has stopped: since the page began where the browser remembers, else from now on. */
import { type Row, type Table, table } from './report.ts';

/** What such a report says of it. */
type Body = Pick<SecurityPolicyViolationEvent, 'effectiveDirective' | 'disposition'> & {
  blockedURL: string | null;
};

/** Each kind once: the two that tell of them overlap. */
export const watchViolations = (heard: () => void): (() => Table) => {
  const found = new Map<string, Row>();
  const note = (directive: string, address: string | null, disposition: string) => {
    const row = { directive, address: address?.split('?', 1)[0] ?? '', disposition };
    found.set(Object.values(row).join(' '), row);
    heard();
  };
  document.addEventListener('securitypolicyviolation', (event) =>
    note(event.effectiveDirective, event.blockedURI, event.disposition),
  );
  // It tells of the past too; absent in some engines, and silent about this in others.
  if ('ReportingObserver' in window)
    new ReportingObserver(
      (reports) => {
        for (const { body } of reports) {
          const { blockedURL, disposition, effectiveDirective } = body as unknown as Body;
          note(effectiveDirective, blockedURL, disposition);
        }
      },
      { types: ['csp-violation'], buffered: true },
    ).observe();
  return () => table([...found.values()].map((row) => [row, true]));
};

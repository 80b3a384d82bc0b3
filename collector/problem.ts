/** Refusals: what went wrong and what to do about it, as `application/problem+json` (RFC 9457). */

/** Every kind of refusal with its status; the names are stable, clients may rely on them. */
export const problems = {
  'not-json': 400,
  'not-utf-8': 400,
  'cut-off': 400,
  malformed: 400,
  unauthorised: 401,
  'not-allowed': 403,
  'foreign-origin': 403,
  'consent-not-live': 403,
  'token-refused': 403,
  'not-found': 404,
  'wrong-method': 405,
  'too-slow': 408,
  'another-decision': 409,
  'another-visit': 409,
  'another-key': 409,
  'another-person': 409,
  'token-used': 409,
  'already-there': 409,
  'import-busy': 409,
  'disclosure-refused': 409,
  'consents-live': 409,
  erased: 410,
  'changed-meanwhile': 412,
  'too-large': 413,
  'wrong-type': 415,
  'unmet-expectation': 417,
  'wrong-body': 422,
  'wrong-request': 422,
  'another-body': 422,
  'version-needed': 428,
  'too-many': 429,
  'header-too-large': 431,
  busy: 503,
  'our-fault': 500,
} as const;

export type ProblemName = keyof typeof problems;

/** Thrown where a request is refused; answered once, in `onError`. Its words never repeat what was sent. */
export class Problem extends Error {
  override name = 'Problem';
  readonly problem: ProblemName;
  readonly pointer: string | undefined;

  /** `detail` is a sentence that says what to do; `pointer` a JSON pointer (RFC 6901) to the bad member. */
  constructor(problem: ProblemName, detail: string, pointer?: string) {
    super(detail);
    this.problem = problem;
    this.pointer = pointer;
  }

  get status() {
    return problems[this.problem];
  }

  /** As it goes over the wire. */
  toJSON() {
    return {
      type: `urn:lupa:problem:${this.problem}`,
      title: this.problem.replaceAll('-', ' '),
      status: this.status,
      detail: this.message,
      ...(this.pointer !== undefined && { pointer: this.pointer }),
    };
  }
}

/** What an engine said when it refused a statement. */

/** What the driver said; never a value. */
export class StoreError extends Error {
  override name = 'StoreError';
  readonly code: string | undefined;

  constructor(message: string, code: string | undefined) {
    super(message);
    this.code = code;
  }
}

/** The start was not told what it needs, or lacks what it must find. */
export class NotSetUp extends Error {
  override name = 'NotSetUp';
}

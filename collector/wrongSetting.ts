/** What a setting is refused with. */

export type Variables = Readonly<Record<string, string | undefined>>;

/** A setting is wrong; the message says which, and what it must look like. */
export class WrongSetting extends Error {
  override name = 'WrongSetting';
}

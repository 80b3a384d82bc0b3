/** A link whose token is unknown: one is old or mistyped, many are guesses. */
import type { Needs } from './needs.ts';

/** Counts it at the controller that the token names; what is no token at all counts for nothing. */
export const sawUnknownLink = ({ attempts }: Pick<Needs, 'attempts'>, token: string): void => {
  const [, controller] = /^([1-9]\d{0,8})\.[A-Za-z0-9_-]{43}$/.exec(token) ?? [];
  if (controller !== undefined) attempts.saw('guessed-link', Number(controller), { guessed: token });
};

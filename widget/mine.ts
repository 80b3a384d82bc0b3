/** Opens the visitor's own page: a module of its own, fetched when somebody wants to see what is held about them. */
import type { Desk } from './decide/desk.ts';

export const mine = (desk: Desk): void => {
  console.log(desk);
};

/** Forms that were not taken because their address, or their site, had all its letters of the hour. */
import { Counter, type Registry } from 'prom-client';

export interface FormCounters {
  heldBack(form: 'request' | 'registration'): void;
}

export const formCounters = (registers: Registry[]): FormCounters => {
  const held = new Counter({
    name: 'lupa_forms_held_back_total',
    help: 'Forms not taken because their address or site had all its e-mails of the hour, by the form.',
    labelNames: ['form'],
    registers,
  });
  return { heldBack: (form) => held.inc({ form }) };
};

/** What is counted of messages: by kind and by what became of them, never to whom. */
import { Counter, type Registry } from 'prom-client';

export interface MessageCounters {
  /** `problem` is a word; empty where it was sent. */
  ended(kind: string, ending: 'sent' | 'failed' | 'dropped', problem: string): void;
}

export const messageCounters = (registers: Registry[]): MessageCounters => {
  const sent = new Counter({
    name: 'lupa_messages_sent_total',
    help: 'E-mails and webhook messages that the other side has taken.',
    labelNames: ['kind'],
    registers,
  });
  const failed = new Counter({
    name: 'lupa_messages_failed_total',
    help: 'Messages that were refused for good, or not taken for three days.',
    labelNames: ['kind', 'problem'],
    registers,
  });
  const dropped = new Counter({
    name: 'lupa_messages_dropped_total',
    help: 'Messages that were not to be sent any more when their time came: an objection, an ended permission, an ended webhook.',
    labelNames: ['kind', 'problem'],
    registers,
  });
  return {
    ended: (kind, ending, problem) => {
      if (ending === 'sent') sent.inc({ kind });
      else (ending === 'failed' ? failed : dropped).inc({ kind, problem });
    },
  };
};

import { expect, test } from 'vitest';
import { faultOf, type LogForm, logOf } from '../../collector/log.ts';
import { noon } from '../support/world.ts';

const logged = (form: LogForm) => {
  const lines: string[] = [];
  const log = logOf(form, () => noon, {
    info: (one) => lines.push(one),
    error: (one) => lines.push(`! ${one}`),
  });
  return { log, lines };
};

test('as text an event is its sentence, as JSON one line that a machine reads', () => {
  const text = logged('text');
  text.log('error', 'fault', 'It broke.\nHere.', { route: '/s/:site/visits' });
  expect(text.lines).toEqual(['! It broke.\nHere.']);
  const json = logged('json');
  json.log('info', 'serving', 'Two\nlines', { port: 1, nothing: undefined });
  expect(json.lines).toEqual([
    '{"time":"2026-11-22T12:00:00.000Z","level":"info","event":"serving","text":"Two\\nlines","port":1}',
  ]);
});

test('a fault loses words that quote what somebody sent', () => {
  let fault: unknown;
  try {
    JSON.parse('canary@example.fi');
  } catch (error) {
    fault = error;
  }
  expect((fault as Error).message, 'the message would quote it').toContain('canary');
  expect(faultOf(fault).stack).not.toContain('canary');
  expect(faultOf(new TypeError('a is not a function'))).toMatchObject({
    name: 'TypeError',
    stack: expect.stringContaining('a is not a function'),
  });
  expect(faultOf('canary').stack).not.toContain('canary');
});

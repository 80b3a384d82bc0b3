/** Somebody who asks by right: the form, the letters, the links. */
import type { TestCollector } from './collector.ts';
import { marketingOf, type QueuedMail } from './marketing.ts';

export interface Asked {
  reference: string;
  outcome: string;
  due: string;
}

export const askingOf = (collector: TestCollector) => {
  const { post, get, call, world } = collector;
  const { queued } = marketingOf(collector);
  const ask = async (body: object): Promise<Asked & { status: number; pointer?: string; text: string }> => {
    const answer = await post('/s/test/requests', body, { 'accept-language': 'en' });
    const text = await answer.text();
    return { ...JSON.parse(text), status: answer.status, text };
  };
  /** Letters of the kind, the newest last. */
  const letters = async (template: string, to?: string): Promise<QueuedMail[]> =>
    (await queued()).filter((one) => one.template === template && (to === undefined || one.recipient === to));
  const link = (mail: QueuedMail | undefined): string =>
    /https:\/\/collector\.example(\/requests\/\S+)/.exec(mail?.body.text ?? '')?.[1] ?? '';
  const open = async (path: string) => (await get(path)).text();
  const send = async (path: string, form: Record<string, string>) => {
    const answer = await post(path, new URLSearchParams(form).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'https://collector.example',
    });
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  };
  /** Asks by e-mail and confirms; answers the reference. */
  const proven = async (body: { kind: string; email: string; [member: string]: string }): Promise<string> => {
    // Letters of one millisecond have no order.
    world.pass(1);
    const { reference } = await ask(body);
    await send(link((await letters('request_confirm', body.email)).at(-1)), { do: 'confirm' });
    return reference;
  };
  const list = async () => (await call('data_protection_officer', 'GET', '/v1/requests')).body.items;
  const find = async (reference: string): Promise<Record<string, unknown> & { id: string }> => {
    const found = (await list()).find((one) => one['reference'] === reference);
    return { ...found, id: String(found?.['id']) };
  };
  const act = (id: string, what: string, body?: object) =>
    call('data_protection_officer', 'POST', `/v1/requests/${id}/${what}`, body);
  return { ask, letters, link, open, send, proven, list, find, act };
};

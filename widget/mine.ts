/** The way to the visitor's own page: the key travels in a form's body, or as a message, and never in an address. */
import type { Desk } from './decide/desk.ts';

/** Where the page's policy forbids forms that lead elsewhere: the collector's page asks for the key itself. */
const byMessage = (address: string, fields: Record<string, string>): void => {
  const there = open(address);
  addEventListener('message', ({ source, origin, data }) => {
    if (there && source === there && origin === new URL(address).origin && data === 'lupa-mine')
      there.postMessage(fields, origin);
  });
};

/** What the policy forbids is told within the turn after. */
const patience = 1e3;

/**
 * Opens it in a tab of its own. When the visitor comes back and nothing holds at the collector any more, because they had it
 * erased there, `shut` shuts the gate here at once.
 */
export const mine = async (desk: Desk, shut: (desk: Desk) => void): Promise<void> => {
  const ring = desk.ring();
  const { language } = await desk.notice();
  const { base, site } = desk.handle.settings;
  const address = `${base}/s/${site}/mine`;
  const fields = {
    // Without one, the page says that nothing is held.
    visitorKey: ring?.key ?? '',
    language,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
  const form = Object.assign(document.createElement('form'), {
    action: address,
    method: 'post',
    target: '_blank',
    hidden: true,
  });
  for (const [name, value] of Object.entries(fields))
    form.append(Object.assign(document.createElement('input'), { name, value, type: 'hidden' }));
  const forbidden = ({ effectiveDirective }: SecurityPolicyViolationEvent) => {
    if (effectiveDirective !== 'form-action') return;
    document.removeEventListener('securitypolicyviolation', forbidden);
    byMessage(address, fields);
  };
  document.addEventListener('securitypolicyviolation', forbidden);
  setTimeout(() => document.removeEventListener('securitypolicyviolation', forbidden), patience);
  document.body.append(form);
  form.submit();
  form.remove();

  if (!ring) return;
  // The next page asks the collector: it may be another than the one to which the visitor comes back.
  const latest = desk.ring();
  if (latest?.key === ring.key) desk.keep({ ...latest, visited: 0 });
  desk.mark();
  const back = async () => {
    // What is under way may be a grant that the collector has not heard of.
    if (desk.ring()?.key !== ring.key || desk.box.all().length) return;
    const [status, answer] = await desk.post('/mine', { v: 1, visitorKey: ring.key });
    if (status !== 200 || (answer as { live?: boolean }).live !== false) return;
    removeEventListener('focus', back);
    if (desk.ring()?.key !== ring.key) return;
    desk.keep(undefined);
    shut(desk);
    desk.mark();
    document.querySelector('lupa-preferences')?.dismiss();
  };
  addEventListener('focus', back);
};

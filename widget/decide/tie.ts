/** Ties between this browser and a person (DESIGN section 3, *tie*). */
import type { Tie, TieEnd } from '../../shared/tie.ts';
import { newKey } from '../consent/id.ts';
import type { Desk } from './desk.ts';
import { visit } from './errands.ts';

/** Whether it was made; that begins a session, hence a visit. */
export const tie = async (desk: Desk, token: string): Promise<boolean> => {
  const ring = desk.ring();
  if (!ring) return false;
  const body: Tie = { v: 1, visitorKey: ring.key, token };
  const [status] = await desk.post('/ties', body);
  const tied = status === 200 || status === 201;
  if (tied) await visit(desk, true);
  return tied;
};

/** Whether it has ended; then the grants are under a new key. */
export const untie = async (desk: Desk): Promise<boolean> => {
  await desk.bring();
  const ring = desk.ring();
  if (!ring) return true;
  // What was decided under the old key must arrive before it ends.
  if (desk.box.all().length) return false;
  const key = newKey(desk.world.now(), desk.world.chance);
  const body: TieEnd = { v: 1, visitorKey: ring.key, newVisitorKey: key };
  const [status, answer] = await desk.post('/ties/end', body);
  if (status !== 200) return false;
  const latest = desk.ring();
  // Withdrawn meanwhile: then nothing is kept.
  if (latest?.key !== ring.key) return true;
  const { receipt, visit: unsent, visited, ...rest } = latest;
  // Whose id the new key is, the collector tells: browsers hash only in secure contexts.
  desk.keep({ ...rest, key, visitor: answer.visitor as string });
  desk.mark();
  return true;
};

/** What a controller decides of its retention: for how long, and why. */
import * as v from 'valibot';
import { filled } from '../text.ts';
import { whole } from './member.ts';

export const retentionRule = v.object({
  amount: whole(0, 36_500),
  unit: v.picklist(['days', 'months'], 'Expected days or months.'),
  /** Shown to everybody whose data it is. */
  reason: filled(500),
});

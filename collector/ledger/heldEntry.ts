/** A hold as the journal tells of it: as it was said last. */
export interface HeldEntry {
  kind: 'hold';
  controller: number;
  hold: string;
  person: string | null;
  category: string | null;
  law: string;
  reason: string;
  until: number | null;
  ended: number | null;
  received: number;
}

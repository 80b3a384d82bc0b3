/** That a request by right is over, as the journal tells of it. */
export interface RequestEntry {
  kind: 'request-ended';
  controller: number;
  request: string;
  state: 'answered' | 'refused' | 'withdrawn' | 'lapsed';
  ground: 'unfounded' | 'excessive' | 'unidentified' | 'law' | 'others' | 'compelling' | 'claims' | null;
  /** Nothing of who asked stays. */
  forget: boolean;
  received: number;
}

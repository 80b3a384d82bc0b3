/** The decisions that the collector holds, as staff read them. */
import type { Product } from './product.ts';

export interface Decided {
  kind: string;
  content: {
    how: string;
    surface: string;
    answers: { purpose: string; answer: string }[];
  };
}

export const decisions = async (product: Product): Promise<Decided[]> => {
  const answer = (await (await product.desk('/v1/ledger?limit=1000')).json()) as { events: Decided[] };
  return answer.events.filter(({ kind }) => kind === 'decision');
};

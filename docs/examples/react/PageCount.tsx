/** Counts what is read. It knows nothing of consent: it is mounted only while there is one. */
import { useEffect } from 'react';

export const PageCount = ({ page }: { page: string }) => {
  useEffect(() => {
    navigator.sendBeacon('/reading', page);
  }, [page]);
  return <p>We count that this page is read.</p>;
};

/** Consent, as React reads it. */
import { lupa } from 'lupa';
import { useSyncExternalStore } from 'react';

/** Whether `purpose` is granted: follows every change, and is false on a server and until the loader has arrived. */
export const useConsent = (purpose: string): boolean =>
  useSyncExternalStore(
    lupa.onChange,
    () => lupa.allows(purpose),
    () => false,
  );

/** Consent, as Vue reads it. */
import { lupa } from 'lupa';
import { onMounted, onScopeDispose, type Ref, readonly, ref } from 'vue';

/** Whether `purpose` is granted: follows every change, and is false on a server and until the loader has arrived. */
export const useConsent = (purpose: string): Readonly<Ref<boolean>> => {
  const granted = ref(false);
  const look = () => {
    granted.value = lupa.allows(purpose);
  };
  // Not before: what a server has written must be found as it is.
  onMounted(look);
  onScopeDispose(lupa.onChange(look));
  return readonly(granted);
};

/** The page: two views, told apart by the fragment, and what stands on both. */
import { load } from 'lupa';
import { useEffect, useSyncExternalStore } from 'react';
import { useConsent } from './consent.ts';
import { Film } from './Film.tsx';
import { PageCount } from './PageCount.tsx';
import { SignIn } from './SignIn.tsx';

const loader = 'https://collector.example/s/YOUR-SITE/loader.js';
const nonce = () => document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce;

const onNavigation = (then: () => void) => {
  addEventListener('hashchange', then);
  return () => removeEventListener('hashchange', then);
};
const useView = () =>
  useSyncExternalStore(
    onNavigation,
    () => location.hash,
    () => '',
  );

export const App = () => {
  const view = useView();
  const counted = useConsent('analytics');
  // In an effect: the button below is on the page when the loader looks for one.
  useEffect(() => load(loader, { nonce: nonce() }), []);
  return (
    <>
      <nav>
        <a href="#home">Home</a> <a href="#film">Film</a>
      </nav>
      <main>{view === '#film' ? <Film /> : <h1>Lupa with React</h1>}</main>
      {counted && <PageCount page={view || '#home'} />}
      <SignIn />
      <footer>
        <button type="button" data-lupa-preferences>
          Privacy choices
        </button>
      </footer>
    </>
  );
};

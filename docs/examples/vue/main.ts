/** Starts the page. */
import { load } from 'lupa';
import { createApp } from 'vue';
import App from './App.vue';

createApp(App).mount('#app');

// After mounting: the button of the page is there when the loader looks for one.
load('https://collector.example/s/YOUR-SITE/loader.js', {
  nonce: document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce,
});

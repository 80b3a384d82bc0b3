/** The front page. */
import { html } from 'hono/html';
import { paths } from '../languages.ts';
import { type Frame, layout } from '../layout.ts';

const icons = ['why', 'long', 'part'];

export const homePage = (frame: Frame) => {
  const words = frame.words.home;
  const to = paths(frame.language);
  const content = html`
      <section class="hero">
        <div class="wide split">
          <div>
            <h1>${words.heading}</h1>
            <p class="lead">${words.lead}</p>
            <p class="actions"><a class="button" href="${to.shop}">${words.toShop}</a> <a class="button quiet" href="${to.register}">${words.toRegister}</a></p>
          </div>
          <img class="picture" src="/assets/img/tree.svg" alt="${words.picture}" width="560" height="440">
        </div>
      </section>
      <section class="wide">
        <h2>${words.featuresHeading}</h2>
        <ul class="cards three">${words.features.map(
          (one, index) => html`
          <li class="card"><img src="/assets/img/${icons[index]}.svg" alt="" width="48" height="48"><h3>${one.title}</h3><p>${one.text}</p></li>`,
        )}
        </ul>
        <p class="more"><a href="https://en.wikipedia.org/wiki/Fault_tree_analysis" hreflang="en">${words.more}</a></p>
      </section>
      <section class="band">
        <div class="wide">
          <h2>${words.stepsHeading}</h2>
          <ol class="steps">${words.steps.map((one) => html`<li><h3>${one.title}</h3><p>${one.text}</p></li>`)}</ol>
        </div>
      </section>
      <section class="wide">
        <h2>${words.filmHeading}</h2>
        <p class="lead">${words.film}</p>
        <iframe class="film" title="${words.filmHeading}" data-src="${frame.ads}/embed/vikapuu" data-purpose="marketing" width="640" height="360"></iframe>
      </section>
      <section class="wide">
        <div class="card aside">
          <div><h2>${words.behindHeading}</h2><p>${words.behind}</p></div>
          <p><a class="button quiet" href="/behind" hreflang="en" target="_blank" rel="noopener">${words.toBehind}</a></p>
        </div>
      </section>`;
  return layout(frame, { page: 'home', title: words.title, description: words.description, content });
};

/** Leaves out of lit-html what our templates never use: it is in every visitor's way (docs/decisions, 11). */

/** Each stands in lit-html 3.3.3 exactly once; the build fails when one does not. */
const unused = [
  // Element directives and directives at all: `${directive()}`.
  [
    'const o=a(i)?void 0:i._$litDirective$;return h?.constructor!==o&&(h?._$AO?.(!1),void 0===o?h=void 0:(h=new o(t),h._$AT(t,s,e)),void 0!==e?(s._$Co??=[])[e]=h:s._$Cl=h),void 0!==h&&(i=M(t,h._$AS(t,i.values),h,e)),i',
    'return i',
  ],
  ['let h=void 0!==e?s._$Co?.[e]:s._$Cl;', ''],
  ['else t.startsWith(o)&&(d.push({type:6,index:l}),r.removeAttribute(t))', ''],
  [':6===r.type&&(i=new Z(h,this,t))', ':0'],
  [
    'class Z{constructor(t,i,s){this.element=t,this.type=6,this._$AN=void 0,this._$AM=i,this.options=s}get _$AU(){return this._$AM._$AU}_$AI(t){M(this,t)}}',
    'class Z{}',
  ],
  ['for(this._$AP?.(!1,!0,s);t', 'for(;t'],
  ['setConnected(t){void 0===this._$AM&&(this._$Cv=t,this._$AP?.(t))}', ''],
  [',this._$Cv=e?.isConnected??!0', ''],
  ['get _$AU(){return this._$AM?._$AU??this._$Cv}', ''],
  ['get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(t)', 'u(t)'],
  [
    'get parentNode(){let t=this._$AA.parentNode;const i=this._$AM;return void 0!==i&&11===t?.nodeType&&(t=i.parentNode),t}',
    '',
  ],
  ['get startNode(){return this._$AA}get endNode(){return this._$AB}', ''],
  ['get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}', ''],
  // Properties and boolean attributes: `.name=` and `?name=`.
  ['"."===e[1]?I:"?"===e[1]?L:', ''],
  [
    'class I extends H{constructor(){super(...arguments),this.type=3}j(t){this.element[this.name]=t===A?void 0:t}}',
    'class I{}',
  ],
  [
    'class L extends H{constructor(){super(...arguments),this.type=4}j(t){this.element.toggleAttribute(this.name,!!t&&t!==A)}}',
    'class L{}',
  ],
  // SVG and MathML templates.
  [',l=2===i?"<svg>":3===i?"<math>":""', ',l=""'],
  ['+(2===i?"</svg>":3===i?"</math>":"")', ''],
  [',2===i||3===i){const t=this.el.content.firstChild;t.replaceWith(...t.childNodes)}for(', ');for('],
  ['if(this.el=S.createElement', '(this.el=S.createElement'],
  // Bindings in comments, and in elements that hold text alone.
  ['else{let t=-1;for(;-1!==(t=r.data.indexOf(o,t+1));)d.push({type:7,index:l}),t+=o.length-1}', ''],
  [
    'if(y.test(r.tagName)){const t=r.textContent.split(o),i=t.length-1;if(i>0){r.textContent=s?s.emptyScript:"";for(let s=0;s<i;s++)r.append(t[s],c()),P.nextNode(),d.push({type:2,index:++l});r.append(t[i],c())}}',
    '',
  ],
  ['(y.test(u[2])&&(n=RegExp("</"+u[2],"g")),c=p)', '(c=p)'],
  // Templates that were compiled beforehand, or are no templates.
  ['if(!u(t)||!t.hasOwnProperty("raw"))throw Error("invalid template strings array");', ''],
  [
    '"number"==typeof s?this._$AC(t):(void 0===s.el&&(s.el=S.createElement(V(s.h,s.h[0]),this.options)),s)',
    'this._$AC(t)',
  ],
  // `nothing` and `noChange` as values, nodes and other iterables than arrays.
  ['t!==this._$AH&&t!==E&&this._(t)', 't!==this._$AH&&this._(t)'],
  ['o=!a(t)||t!==this._$AH&&t!==E,', 'o=!a(t)||t!==this._$AH,'],
  ['r=M(this,e[s+n],i,n),r===E&&(r=this._$AH[n]),', 'r=e[s+n],'],
  ['t=M(this,t,i),a(t)?', 'a(t)?'],
  ['t=M(this,t,i,0),', ''],
  ['if((t=M(this,t,i,0)??A)===E)return;', ''],
  ['function M(t,i,s=t,e){if(i===E)return i;return i}', ''],
  [',V:M,', ','],
  ['void 0!==t.nodeType?this.T(t):', ''],
  ['d=t=>u(t)||"function"==typeof t?.[Symbol.iterator],', ''],
  ['d(t)?this.k(t)', 'u(t)?this.k(t)'],
  [',D:d,', ','],
  // Comments in templates.
  ['"!--"===u[1]?c=_:void 0!==u[1]?c=m:', ''],
  ['_=/-->/g,m=/>/g,', ''],
  [':c===_||c===m?c=v', ''],
  // Another document, another place in it; what directives and developer tools read.
  ['(t?.creationScope??l)', 'l'],
  ['const e=s?.renderBefore??i;', 'const e=i;'],
  [
    '{const t=s?.renderBefore??null;e._$litPart$=h=new k(i.insertBefore(c(),t),t,void 0,s??{})}',
    '{e._$litPart$=h=new k(i.appendChild(c()),null)}',
  ],
  ['this._$AV=[],this._$AN=void 0,', 'this._$AV=[],'],
  ['this.type=2,', ''],
  ['this._$AH=A,this._$AN=void 0,this._$AA=t', 'this._$AH=A,this._$AA=t'],
  ['this.type=1,', ''],
  ['this._$AH=A,this._$AN=void 0,this.element', 'this._$AH=A,this.element'],
  ['constructor(t,i,s,e,h){super(t,i,s,e,h),this.type=5}', ''],
  // Listeners that are no functions, or differ in how they listen; ours are arrows.
  [
    'e=t===A&&s!==A||t.capture!==s.capture||t.once!==s.once||t.passive!==s.passive,h=t!==A&&(s===A||e);e&&this.element.removeEventListener(this.name,this,s),h&&this.element.addEventListener(this.name,this,t),',
    'e=s===A;e&&this.element.addEventListener(this.name,this),',
  ],
  [
    '"function"==typeof this._$AH?this._$AH.call(this.options?.host??this.element,t):this._$AH.handleEvent(t)',
    'this._$AH(t)',
  ],
  // What browsers without shadow roots need, and a count of copies for developers.
  [',B=t.litHtmlPolyfillSupport;B?.(S,k),(t.litHtmlVersions??=[]).push("3.3.3");', ';'],
];

/** Rollup's plugin. Whoever needs more of lit takes the line away above. */
export const onlyUsed = {
  name: 'only-used-lit',
  transform(code, id) {
    if (!id.endsWith('/lit-html/lit-html.js')) return null;
    let kept = code;
    for (const [text, instead] of unused) {
      if (kept.split(text).length !== 2) this.error(`lit-html has changed: ${text.slice(0, 60)}`);
      kept = kept.replace(text, () => instead);
    }
    return { code: kept, map: null };
  },
};

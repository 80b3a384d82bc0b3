/** The words of the company's pages: each language has the shape of the first. */
import type { GoogleMode } from '../../settings.ts';
import type { Language, Page } from '../languages.ts';
import { en } from './en.ts';
import { fi } from './fi.ts';
import { sv } from './sv.ts';

export interface Titled {
  title: string;
  text: string;
}

export const products = ['solo', 'team', 'plant', 'course'] as const;
export type Product = (typeof products)[number];

export interface Words {
  languageNames: Record<Language, string>;
  skip: string;
  navigation: string;
  languageChoice: string;
  nav: Record<Exclude<Page, 'home'> | 'behind', string>;
  businessId: string;
  fiction: string;
  /** How the site is measured, and where the other way is. */
  measured: Record<GoogleMode, { how: string; other: string }>;
  home: {
    title: string;
    description: string;
    heading: string;
    lead: string;
    toShop: string;
    toRegister: string;
    picture: string;
    featuresHeading: string;
    features: Titled[];
    more: string;
    stepsHeading: string;
    steps: Titled[];
    filmHeading: string;
    film: string;
    behindHeading: string;
    behind: string;
    toBehind: string;
  };
  shop: {
    title: string;
    description: string;
    lead: string;
    products: Record<Product, Titled & { per: string }>;
    search: string;
    searchButton: string;
    nothingFound: string;
    showAll: string;
    priceListName: string;
    priceList: string;
    add: string;
    order: string;
    empty: string;
    remove: string;
    total: string;
    tax: string;
    send: string;
    sent: string;
    added: string;
    needsScript: string;
  };
  register: {
    title: string;
    description: string;
    lead: string;
    whatHappens: string;
    points: string[];
    statement: string;
    labels: Record<'name' | 'email' | 'company' | 'position' | 'phone', string>;
    optional: string;
    send: string;
    sending: string;
    done: string;
    tied: string;
    notTied: string;
    tieFailed: string;
    invalid: string;
    refused: string;
    unreachable: string;
    needsScript: string;
  };
  privacy: { title: string; description: string; contents: string; version: string; effective: string };
  missing: { title: string; text: string; home: string };
}

const all: Record<Language, Words> = { fi, sv, en };

export const wordsIn = (language: Language): Words => all[language];

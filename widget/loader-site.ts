/** The one script tag: the loader with the site's settings. */
import { start } from './loader.ts';
import { settings } from './settings.ts';

start(settings);

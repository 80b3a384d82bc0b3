/** The loader for sites without Google: the one script tag. */
import { start } from './loader.ts';
import { settings } from './settings.ts';

start(settings);

/** The loader for sites with Google: the one script tag. */
import { google } from './google/google.ts';
import { start } from './loader.ts';
import { settings } from './settings.ts';

start(settings, google);

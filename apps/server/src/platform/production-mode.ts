/*
 * Imported before everything else: libraries that choose between a fast and a talkative build do so when they are
 * loaded, and the server runs the fast one unless it is told otherwise.
 */
process.env['NODE_ENV'] ??= 'production';

'use strict';
// Stands in for the app that every Electron download brings along: starts the app whose folder is the first argument.
const electron = require('electron');
const path = require('node:path');

/**
 * What Electron's own stand-in uses too, though it is not in the documentation.
 *
 * @type {import('electron').App & { setAppPath(path: string): void, setVersion(version: string): void }}
 */
const app = Object.assign(electron.app);

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (!folder) {
  process.stderr.write('usage: electron FOLDER-OF-THE-APP [--user-data-dir=DIR]\n');
  app.exit(2);
} else {
  const appFolder = path.resolve(folder);
  const about = require(path.join(appFolder, 'package.json'));
  app.setAppPath(appFolder);
  app.setName(about.productName ?? about.name);
  app.setVersion(about.version);
  require(path.join(appFolder, about.main));
}

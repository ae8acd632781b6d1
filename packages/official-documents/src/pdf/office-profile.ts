import { dirname } from 'node:path';
import { TINOS_FONTS } from './tinos-fonts.ts';

/*
 * What LibreOffice is told before it opens a document: no macros, no links followed, no network, and our font for
 * Times New Roman, so that the same document looks the same on every machine.
 */

const SETTINGS: readonly (readonly [path: string, name: string, value: string])[] = [
  ['/org.openoffice.Office.Common/Security/Scripting', 'MacroSecurityLevel', '3'],
  ['/org.openoffice.Office.Common/Security/Scripting', 'DisableMacrosExecution', 'true'],
  ['/org.openoffice.Office.Common/Security/Scripting', 'BlockUntrustedRefererLinks', 'true'],
  ['/org.openoffice.Office.Common/Security/Scripting', 'DisableActiveContent', 'true'],
  ['/org.openoffice.Office.Writer/Content/Update', 'Link', '0'],
  ['/org.openoffice.Office.Common/Misc', 'FirstRun', 'false'],
  ['/org.openoffice.Inet/Settings', 'ooInetProxyType', '1'],
  ['/org.openoffice.Inet/Settings', 'ooInetHTTPProxyName', '127.0.0.1'],
  ['/org.openoffice.Inet/Settings', 'ooInetHTTPProxyPort', '9'],
  ['/org.openoffice.Inet/Settings', 'ooInetHTTPSProxyName', '127.0.0.1'],
  ['/org.openoffice.Inet/Settings', 'ooInetHTTPSProxyPort', '9'],
];

export function officeSettings(): string {
  const items = SETTINGS.map(
    ([path, name, value]) =>
      `<item oor:path="${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`,
  );
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">' +
    `${items.join('')}</oor:items>\n`
  );
}

/** The machine's fonts and ours, ours standing in for Times New Roman. `cache` is a folder that may be written. */
export function fontsConf(cache: string): string {
  const folders = [...new Set(TINOS_FONTS.map(dirname))].map((folder) => `<dir>${escapeXml(folder)}</dir>`);
  return (
    '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n<fontconfig>' +
    `${folders.join('')}<include ignore_missing="yes">/etc/fonts/fonts.conf</include>` +
    `<cachedir>${escapeXml(cache)}</cachedir>` +
    '<match target="pattern"><test name="family"><string>Times New Roman</string></test>' +
    '<edit name="family" mode="assign" binding="strong"><string>Tinos</string></edit></match>' +
    '</fontconfig>\n'
  );
}

const escapeXml = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;' })[sign] ?? '&gt;');

import type { Notes } from '../notes.ts';
import type { Watch } from './watch-relationships.ts';

const LONGEST = 8192;

/** Watches a part of a workbook: links by DDE, formulas that start a program, data fetched from elsewhere. */
export function watchSheets(part: string, notes: Notes): Watch {
  let formula: string | null = null;
  return (event) => {
    if (event.kind === 'text') {
      if (formula !== null && formula.length < LONGEST) formula += event.text;
    } else if (event.name === 'f' || event.name === 'definedName') {
      if (event.kind === 'close' && formula !== null && isDdeFormula(formula)) notes.add('dde', { part });
      formula = event.kind === 'open' ? '' : null;
    } else if (event.kind === 'open') {
      if (event.name === 'ddeLink') notes.add('dde', { part });
      if (event.name === 'connection') notes.add('external-link', { target: part });
    }
  };
}

/** `cmd|'/c calc'!A0`: outside quoted text a formula has no other use for the bar. */
export function isDdeFormula(formula: string): boolean {
  return /[\w'] ?\|[^|{}]{0,500}!/.test(formula.replace(/"[^"]*"/g, '""'));
}

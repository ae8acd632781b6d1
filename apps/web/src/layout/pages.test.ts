import { ROUTES, type RouteName } from '@parix/api-contract';
import { ACTIONS, mightEver, ROLES } from '@parix/workflow';
import { describe, expect, it } from 'vitest';
import { mightCall, PAGES, pagesFor } from './pages.ts';

const paths = (role: (typeof ROLES)[number]) => pagesFor([role]).map((page) => page.to);

describe('what each role is shown', () => {
  it('gives everybody home, rounds, sets, units and what is published', () => {
    for (const role of ROLES)
      expect(paths(role)).toEqual(
        expect.arrayContaining(['/', '/rounds', '/criteria-sets', '/units', '/publications']),
      );
  });
  it('shows accounts to the administrator only, the audit list to those who may read it', () => {
    expect(ROLES.filter((role) => paths(role).includes('/accounts'))).toEqual(['administrator']);
    expect(ROLES.filter((role) => paths(role).includes('/audit'))).toEqual([
      'administrator',
      'standing-body',
    ]);
  });
  it('shows a library to people of a unit only', () => {
    expect(ROLES.filter((role) => paths(role).includes('/evidence'))).toEqual([
      'focal-point',
      'contributor',
      'unit-leader',
    ]);
  });
  it('never lists a page whose operation the table of rights withholds', () => {
    for (const role of ROLES)
      for (const page of pagesFor([role]))
        for (const name of page.needs) {
          const { permission } = ROUTES[name];
          if (ACTIONS.some((action) => action === permission))
            expect(mightEver([role], permission as (typeof ACTIONS)[number]), `${role} ${page.to}`).toBe(
              true,
            );
        }
  });
  it('answers for every operation of the contract that people call', () => {
    for (const name of Object.keys(ROUTES) as RouteName[])
      expect(
        ROLES.some((role) => mightCall([role], name)),
        name,
      ).toBe(ROUTES[name].permission !== 'dossier-source');
  });
  it('has one entry per address', () => {
    expect(new Set(PAGES.map((page) => page.to)).size).toBe(PAGES.length);
  });
});

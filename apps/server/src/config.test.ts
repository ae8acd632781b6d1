import { describe, expect, it } from 'vitest';
import { loadConfig } from './config.ts';
import { OperatorError } from './platform/operator-error.ts';

function problemsOf(env: Record<string, string>): string {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof OperatorError && error.code === 'CONFIG_INVALID') return error.vi;
    throw error;
  }
  return '';
}

describe('the settings', () => {
  it('need nothing to be set', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://127.0.0.1:3000',
      databaseUrl: undefined,
      logLevel: 'info',
      demo: true,
    });
    expect(config.dataDir).toMatch(/^\/.*\/\.parix$/);
  });

  it('take an empty variable for one that is not set', () => {
    expect(loadConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 3000, databaseUrl: undefined });
  });

  it('show an address that a browser on this machine can open', () => {
    expect(loadConfig({ HOST: '0.0.0.0', PORT: '8080' }).publicUrl).toBe('http://127.0.0.1:8080');
    expect(loadConfig({ HOST: '::1' }).publicUrl).toBe('http://[::1]:3000');
    expect(loadConfig({ PUBLIC_URL: 'https://cchc.example.vn/' }).publicUrl).toBe('https://cchc.example.vn');
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', 'http'],
    ['HOST', 'a b'],
    ['DATABASE_URL', 'mysql://root@localhost/parix'],
    ['DATABASE_URL', 'postgres://a:b@:bad/x y'],
    ['PUBLIC_URL', 'ftp://example.vn'],
    ['LOG_LEVEL', 'loud'],
    ['NODE_ENV', 'prod'],
    ['PARIX_DEMO', 'yes'],
  ])('refuse %s=%s in one line that names it', (name, value) => {
    const lines = problemsOf({ [name]: value })
      .split('\n')
      .slice(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`${name}:`);
  });

  it('name all bad variables at once', () => {
    const problems = problemsOf({ PORT: 'x', LOG_LEVEL: 'y', PARIX_DEMO: 'z' });
    expect(problems.match(/^ {2}[A-Z_]+(?=:)/gm)).toEqual(['  PORT', '  LOG_LEVEL', '  PARIX_DEMO']);
  });

  it('refuse an application login without a server', () => {
    expect(problemsOf({ DATABASE_APP_URL: 'postgres://parix_app:x@localhost/parix' })).toContain(
      'DATABASE_URL',
    );
  });
});

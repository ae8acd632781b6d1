import { describe, expect, it } from 'vitest';
import { loadConfig } from './config.ts';
import { DEFAULT_ACCESS } from './platform/access-settings.ts';
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
    ['AMQP_URL', 'http://broker:5672'],
    ['AMQP_QUEUES', 'mot-cua'],
    ['AMQP_QUEUES', 'a=ho-so,b=ho-so'],
    ['AMQP_QUEUES', 'Mot Cua=ho-so'],
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
    ['PARIX_JOBS', 'yes'],
    ['PARIX_EVIDENCE_QUOTA_MB', '0'],
    ['PARIX_EVIDENCE_QUOTA_MB', '10 GB'],
    ['PARIX_SECOND_FACTOR', 'no'],
    ['PARIX_IDLE_MINUTES', '0'],
    ['PARIX_MAX_TRIES', '1000'],
    ['PARIX_DORMANT_DAYS', '-1'],
    ['TRUSTED_PROXIES', 'nginx'],
    ['OIDC_ISSUER', 'http://sso.example.vn'],
    ['OIDC_ISSUER', 'https://sso.example.vn/?x=1'],
    ['OIDC_SCOPE', 'profile'],
    ['OIDC_MATCH', 'phone'],
    ['OIDC_ROLES', 'quan-tri=administrator'],
    ['OIDC_ROLES', 'a=viewer,a=council'],
    ['OIDC_ROLES', 'a=no-such-role'],
    ['SMTP_URL', 'http://mail.example.vn'],
    ['SMTP_URL', 'smtp://a:%zz@mail.example.vn'],
    ['SMTP_URL', 'smtp://mail.example.vn/path'],
    ['SMTP_TLS', 'maybe'],
    ['MAIL_FROM', 'cchc'],
    ['MAIL_FROM', 'Sở <a@b.vn>, c@d.vn'],
  ])('refuse %s=%s in one line that names it', (name, value) => {
    const lines = problemsOf({ [name]: value })
      .split('\n')
      .slice(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`${name}:`);
  });

  it('have the limits of security level 2 unless the operator says otherwise', () => {
    const { secondFactor, passwordBlocklist, ...limits } = loadConfig({}).access;
    const { secondFactor: usual, ...defaults } = DEFAULT_ACCESS;
    expect(limits).toEqual(defaults);
    expect([secondFactor, passwordBlocklist, usual]).toEqual([undefined, undefined, 'required']);
    expect(defaults).toMatchObject({
      idleMinutes: 15,
      administratorIdleMinutes: 5,
      maxTries: 5,
      dormantDays: 45,
    });
    expect(loadConfig({ PARIX_SECOND_FACTOR: 'everybody' }).access.secondFactor).toBe('everybody');
  });

  it('take a single sign-on service with roles by groups, and need its client id', () => {
    const env = {
      OIDC_ISSUER: 'https://sso.example.vn/realms/tinh',
      OIDC_ROLES: 'tham-dinh = appraiser, Lãnh đạo=viewer',
      OIDC_SECOND_FACTOR_VALUES: 'mfa, otp',
    };
    expect(problemsOf(env)).toContain('OIDC_CLIENT_ID');
    expect(loadConfig({ ...env, OIDC_CLIENT_ID: 'parix' }).signOn).toMatchObject({
      issuer: env.OIDC_ISSUER,
      matchBy: 'email',
      create: false,
      roles: new Map([
        ['tham-dinh', 'appraiser'],
        ['Lãnh đạo', 'viewer'],
      ]),
      secondFactorValues: ['mfa', 'otp'],
    });
    expect(loadConfig({}).signOn).toBeUndefined();
    expect(loadConfig({ OIDC_ISSUER: 'http://127.0.0.1:8080', OIDC_CLIENT_ID: 'p' }).signOn).toBeDefined();
  });

  it('take a mail server with its password, and a sender with a name', () => {
    const env = {
      SMTP_URL: 'smtp://parix:m%E1%BA%ADt@mail.example.vn',
      MAIL_FROM: 'Sở Nội vụ <cchc@example.vn>',
    };
    expect(loadConfig(env).mail).toEqual({
      host: 'mail.example.vn',
      port: 587,
      implicitTls: false,
      tls: 'required',
      caFile: undefined,
      user: 'parix',
      password: 'mật',
      from: { name: 'Sở Nội vụ', address: 'cchc@example.vn' },
    });
    expect(loadConfig({ ...env, SMTP_URL: 'smtps://mail.example.vn' }).mail).toMatchObject({
      port: 465,
      implicitTls: true,
      user: undefined,
    });
    expect(problemsOf({ SMTP_URL: 'smtps://mail.example.vn' })).toContain('MAIL_FROM:');
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

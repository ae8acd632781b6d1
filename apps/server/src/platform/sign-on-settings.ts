import { type Role, ROLES } from '@parix/workflow';

/** Single sign-on by OpenID Connect: one service, whose people are matched with the accounts here. */
export interface SignOnSettings {
  /** Issuer identifier; its discovery document names everything else. */
  readonly issuer: string;
  readonly clientId: string;
  /** Absent: a public client, protected by PKCE alone. */
  readonly clientSecret: string | undefined;
  /** Words of the button on the sign-in page. */
  readonly label: string;
  readonly scope: string;
  /** How somebody who comes for the first time is found among the accounts here. */
  readonly matchBy: 'email' | 'username';
  /** Claim that holds the user name here, for `username`. */
  readonly usernameClaim: string;
  /** Claim that lists the groups of the person. */
  readonly groupsClaim: string;
  /** Roles by group; empty: roles are given here only. */
  readonly roles: ReadonlyMap<string, Role>;
  /** Whether somebody without an account gets one, with the roles of their groups. */
  readonly create: boolean;
  /** Values of `amr` or `acr` that say the service has asked for two factors; empty: it never counts as that. */
  readonly secondFactorValues: readonly string[];
}

/** The only roles that groups elsewhere may not give: the keeper of the platform is named here. */
const NEVER: readonly Role[] = ['administrator'];

/** `group=role,group=role`; undefined when it is something else or names an administrator. */
export function parseGroupRoles(text: string): ReadonlyMap<string, Role> | undefined {
  const roles = new Map<string, Role>();
  for (const pair of text.split(',')) {
    const [, group, name] = /^\s*([^=]{1,200}?)\s*=\s*([a-z-]+)\s*$/.exec(pair) ?? [];
    const role = ROLES.find((known) => known === name);
    if (group === undefined || role === undefined || NEVER.includes(role) || roles.has(group))
      return undefined;
    roles.set(group, role);
  }
  return roles;
}

/** https, or http on this machine: a token that travels in the clear elsewhere would be anybody's. */
export function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash } = new URL(text);
  if (search !== '' || hash !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);

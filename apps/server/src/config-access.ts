import { z } from 'zod';
import { isIssuer, parseGroupRoles } from './platform/sign-on-settings.ts';

const whole = (least: number, most: number, usual: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((value) => value >= least && value <= most)
    .default(usual);
const between = (least: number, most: number) => ({
  vi: `phải là số nguyên từ ${least} đến ${most}`,
  en: `must be a whole number from ${least} to ${most}`,
});
const number = (least: number, most: number, usual: number) => ({
  schema: whole(least, most, usual),
  ...between(least, most),
});
const claim = z.string().regex(/^[\w:./-]{1,200}$/);
const claimWords = { vi: 'phải là tên của một claim', en: 'must be the name of a claim' };

/** Variables of signing in, with the form that each must have. The defaults are those of `DEFAULT_ACCESS`. */
export const accessVariables = {
  PARIX_SECOND_FACTOR: {
    schema: z.enum(['required', 'everybody', 'optional']).optional(),
    vi: 'phải là required (bắt buộc với quản trị và cơ quan thường trực), everybody (với mọi người) hoặc optional',
    en: 'must be required (for administrators and the standing body), everybody or optional',
  },
  PARIX_IDLE_MINUTES: number(1, 480, 15),
  PARIX_ADMIN_IDLE_MINUTES: number(1, 480, 5),
  PARIX_SESSION_HOURS: number(1, 24, 12),
  PARIX_CONFIRM_MINUTES: number(1, 120, 10),
  PARIX_MAX_TRIES: number(3, 20, 5),
  PARIX_DORMANT_DAYS: number(0, 3650, 45),
  PARIX_PASSWORD_BLOCKLIST: {
    schema: z.string().min(1).optional(),
    vi: 'phải là đường dẫn tới tệp mật khẩu bị cấm, mỗi dòng một mật khẩu',
    en: 'must be the path of a file of refused passwords, one a line',
  },
  TRUSTED_PROXIES: {
    schema: z
      .string()
      .regex(/^[\da-fA-F.:/]+(,[\da-fA-F.:/]+)*$/)
      .transform((list) => list.split(','))
      .optional(),
    vi: 'phải là các địa chỉ hoặc dải mạng của máy chủ HTTPS phía trước, cách nhau dấu phẩy, ví dụ 127.0.0.1',
    en: 'must be the addresses or networks of the HTTPS servers in front, separated by commas, such as 127.0.0.1',
  },
  OIDC_ISSUER: {
    schema: z.string().refine(isIssuer).optional(),
    vi: 'phải là địa chỉ https:// của dịch vụ đăng nhập một lần (http:// chỉ khi ở ngay máy này)',
    en: 'must be the https:// address of the single sign-on service (http:// on this machine only)',
  },
  OIDC_CLIENT_ID: {
    schema: z.string().min(1).max(200).optional(),
    vi: 'phải là mã ứng dụng mà dịch vụ đăng nhập một lần đã cấp',
    en: 'must be the client id that the single sign-on service has given',
  },
  OIDC_CLIENT_SECRET: {
    schema: z.string().min(1).max(1000).optional(),
    vi: 'phải là khóa bí mật của ứng dụng',
    en: 'must be the client secret',
  },
  OIDC_LABEL: {
    schema: z.string().trim().min(1).max(100).default('Đăng nhập một lần (SSO)'),
    vi: 'phải là chữ trên nút, nhiều nhất 100 ký tự',
    en: 'must be the words of the button, at most 100 characters',
  },
  OIDC_SCOPE: {
    schema: z
      .string()
      .regex(/^openid( [\x21\x23-\x5b\x5d-\x7e]+)*$/)
      .default('openid profile email'),
    vi: 'phải bắt đầu bằng openid, các phạm vi cách nhau dấu cách',
    en: 'must start with openid, scopes separated by spaces',
  },
  OIDC_MATCH: {
    schema: z.enum(['email', 'username']).default('email'),
    vi: 'phải là email (thư đã xác minh) hoặc username',
    en: 'must be email (a verified address) or username',
  },
  OIDC_CLAIM_USERNAME: { schema: claim.default('preferred_username'), ...claimWords },
  OIDC_CLAIM_GROUPS: { schema: claim.default('groups'), ...claimWords },
  OIDC_ROLES: {
    schema: z
      .string()
      .transform((text, issues) => {
        const roles = parseGroupRoles(text);
        if (roles) return roles;
        issues.addIssue({ code: 'custom' });
        return z.NEVER;
      })
      .optional(),
    vi: 'phải có dạng nhóm=vai-trò,nhóm=vai-trò; không gán được vai trò administrator',
    en: 'must look like group=role,group=role; the administrator role cannot be given',
  },
  OIDC_CREATE: {
    schema: z.enum(['on', 'off']).default('off'),
    vi: 'phải là on (tạo tài khoản cho người có nhóm được gán vai trò) hoặc off',
    en: 'must be on (make accounts for people whose groups give a role) or off',
  },
  OIDC_SECOND_FACTOR_VALUES: {
    schema: z
      .string()
      .transform((list) => list.split(',').map((value) => value.trim()))
      .refine((values) => values.every((value) => value !== ''))
      .optional(),
    vi: 'phải là các giá trị amr hoặc acr cho biết đã xác thực hai bước, cách nhau dấu phẩy, ví dụ mfa',
    en: 'must be values of amr or acr that say two factors were asked for, separated by commas, such as mfa',
  },
} as const;

import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../../apps/server/src/db/schema.ts';
import { systemClock } from '../../apps/server/src/platform/clock.ts';
import { startSession } from '../../apps/server/src/platform/sessions.ts';
import { ROUTES } from '../../packages/api-contract/src/index.ts';

/** The routes of dossier files, asked over HTTP by somebody of the standing body who is signed in. */
export async function openDoor(owner: Kysely<Database>, publicUrl: string) {
  const accountId = crypto.randomUUID();
  await sql`insert into account (id, username, display_name, password_hash)
    values (${accountId}, 'do', 'Người đo', 'không')`.execute(owner);
  await sql`insert into role_grant (account_id, id, role, starts_at, granted_at)
    values (${accountId}, gen_random_uuid(), 'standing-body', '2000-01-01', now())`.execute(owner);
  const client = { userAgent: 'bench', address: '127.0.0.1' };
  const signedIn = {
    accountId,
    assurance: 'password',
    enteredBy: 'password',
    client,
    pending: false,
  } as const;
  const { secret, csrfToken } = await startSession(owner, signedIn, systemClock.now(), { sessionHours: 12 });
  const { rows } = await sql<{ id: string }>`select id from dossier_source where code = 'nguon-0'`.execute(
    owner,
  );
  const base = `${publicUrl}/api/v1/dossier-sources/${rows[0]?.id}/files`;
  const headers = { cookie: `parix=${secret}`, 'x-csrf-token': csrfToken };

  async function ask(method: string, path: string, body?: BodyInit, more: Record<string, string> = {}) {
    const answer = await fetch(base + path, { method, headers: { ...headers, ...more }, body: body ?? null });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }
  const post = async (path: string, body: unknown) =>
    (
      await ask('POST', path, JSON.stringify(body), {
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
      })
    ).json();

  return {
    announce: async (name: string, size: number) =>
      ROUTES.announceDossierFile.response.parse(await post('', { name, size })).id,
    /** @returns the place to go on at */
    sendPiece: async (id: string, at: number, bytes: Buffer) => {
      const form = new FormData();
      form.append('file', new Blob([new Uint8Array(bytes)]), 'piece');
      const answer = await ask('PUT', `/${id}/content?at=${at}`, form);
      return z.object({ arrived: z.int() }).parse(await answer.json()).arrived;
    },
    preview: async (id: string) =>
      ROUTES.previewDossierFile.response.parse(await post(`/${id}/preview`, { mapping: null })),
    start: (id: string, mapping: unknown) =>
      post(`/${id}/start`, { mapping, asOf: systemClock.now().toISOString() }),
    file: async (id: string) =>
      ROUTES.getDossierFile.response.parse(await (await ask('GET', `/${id}`)).json()),
    faultsByCode: async (id: string) => {
      const lines = (await (await ask('GET', `/${id}/problems`)).text()).split('\n').slice(1);
      const counts = new Map<string, number>();
      for (const line of lines) {
        const code = /^\S*?\d+,[^,]*,([a-z0-9-]+),/.exec(line)?.[1];
        if (code !== undefined) counts.set(code, (counts.get(code) ?? 0) + 1);
      }
      return Object.fromEntries(counts);
    },
  };
}

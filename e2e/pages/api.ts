import { read, type Person } from './workspace.ts';

/** Sends JSON with the person's own session; throws with the answer's words when it is refused. */
export async function send<T>(
  person: Person,
  method: 'POST' | 'PUT' | 'PATCH',
  path: string,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<T> {
  const { csrfToken } = await read<{ csrfToken: string }>(person, '/session');
  const answer = await person.context.request.fetch(`${person.url}/api/v1${path}`, {
    method,
    data: body,
    headers: { 'x-csrf-token': csrfToken, 'idempotency-key': crypto.randomUUID(), ...headers },
  });
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
  return answer.json() as Promise<T>;
}

/** Uploads one file and takes what it says over. */
export async function upload(person: Person, path: string, name: string, content: string): Promise<void> {
  const { csrfToken } = await read<{ csrfToken: string }>(person, '/session');
  const answer = await person.context.request.post(`${person.url}/api/v1${path}`, {
    multipart: { file: { name, mimeType: 'text/csv', buffer: Buffer.from(content) } },
    headers: { 'x-csrf-token': csrfToken, 'idempotency-key': crypto.randomUUID() },
  });
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
}

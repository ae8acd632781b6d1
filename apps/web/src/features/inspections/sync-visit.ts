import { call } from '../../api/call.ts';
import { ApiError } from '../../api/api-error.ts';
import { session } from '../../api/session-state.ts';
import { startUpload } from '../../evidence-parts/start-upload.ts';
import { deviceStore } from './device-store.ts';
import { type LocalVisit, openLocal, takeAnswers, takeOperations } from './local-visit.ts';
import { newUuid } from './new-uuid.ts';

const AT_ONCE = 100;

/** Somebody else is signed in here than the person who wrote the visit. */
export class OtherAccount extends Error {}

interface Holder {
  readonly read: () => LocalVisit;
  /** Keeps the change on the device before it goes on. */
  readonly change: (make: (local: LocalVisit) => LocalVisit) => Promise<void>;
}

/**
 * Sends everything that waits and takes in what others wrote. It may break off anywhere: what was sent and not
 * answered is sent again as it was, so that nothing is lost and nothing counts twice.
 */
export async function syncVisit(holder: Holder): Promise<void> {
  const me = await call('me', {});
  session.begin(me);
  if (me.account.id !== holder.read().account) throw new OtherAccount();
  for (const { id, fileName } of holder.read().photos.filter(({ uploadId }) => uploadId === null))
    await sendPhoto(holder, id, fileName);
  await sendOperations(holder);
  const { unitId, id: visitId } = holder.read().visit;
  const visit = await call('getInspectionVisit', { params: { unitId, visitId } });
  const now = new Date(session.now()).toISOString();
  await holder.change((local) => ({ ...openLocal(local.account, visit, now, local), syncedAt: now }));
}

async function sendPhoto(holder: Holder, id: string, fileName: string): Promise<void> {
  const bytes = await deviceStore.getPhoto(id);
  if (!bytes) return;
  const uploadId = await new Promise<string>((done, failed) => {
    const run = startUpload(
      new File([bytes], fileName, { type: bytes.type }),
      'inspection-photo',
      (state) => {
        if (state.kind === 'done') done(state.uploadId);
        if (state.kind === 'failed') failed(state.error instanceof Error ? state.error : new Error());
        if (state.kind === 'too-large') failed(new Error('too large'));
        if (state.kind === 'waiting') {
          run.leave();
          failed(new ApiError('network', 0, null, 'no connection'));
        }
      },
    );
  });
  await holder.change((local) => ({
    ...local,
    photos: local.photos.map((photo) => (photo.id === id ? { ...photo, uploadId } : photo)),
  }));
}

async function sendOperations(holder: Holder): Promise<void> {
  let operations: ReturnType<typeof takeOperations>['operations'] = [];
  await holder.change((local) => {
    const taken = takeOperations(local, newUuid);
    ({ operations } = taken);
    return taken.local;
  });
  const { unitId, id: visitId } = holder.read().visit;
  for (let at = 0; at < operations.length; at += AT_ONCE) {
    const part = operations.slice(at, at + AT_ONCE);
    const { answers } = await call('syncInspectionVisit', {
      params: { unitId, visitId },
      body: { operations: part },
    });
    const before = holder.read().photos;
    await holder.change((local) => takeAnswers(local, answers));
    const kept = new Set(holder.read().photos.map(({ id }) => id));
    for (const { id } of before.filter((photo) => !kept.has(photo.id))) await deviceStore.removePhoto(id);
  }
}

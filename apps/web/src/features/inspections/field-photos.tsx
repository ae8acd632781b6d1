import { useEffect, useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Button, FileField, Notice } from '../../ui/index.ts';
import { deviceStore } from './device-store.ts';
import { type Change, nowText } from './field-change.ts';
import type { LocalPhoto, LocalVisit } from './local-visit.ts';
import { newUuid } from './new-uuid.ts';
import { addressOfPhoto, shrinkPhoto } from './take-photo.ts';

/** Photos of a finding: those at the server, and those that only this device has. */
export function FieldPhotos(props: {
  readonly local: LocalVisit;
  readonly findingId: string;
  readonly number: number;
  readonly change: Change;
}) {
  const say = useWords('inspections');
  const { local, findingId, change, number } = props;
  const [failed, setFailed] = useState(false);
  const own = local.photos.filter((photo) => photo.findingId === findingId);
  const gone = new Set(local.removals.map(({ photoId }) => photoId));
  const there = local.visit.photos.filter((photo) => photo.findingId === findingId && !gone.has(photo.id));
  const take = async (file: File) => {
    setFailed(false);
    try {
      const id = newUuid();
      await deviceStore.putPhoto(id, await shrinkPhoto(file));
      const fileName = `${file.name.replace(/\.[^.]*$/, '') || 'anh'}.jpg`;
      const photo = { id, operationId: newUuid(), findingId, caption: '', fileName, notedAt: nowText() };
      change((now) => ({ ...now, photos: [...now.photos, { ...photo, uploadId: null, message: null }] }));
    } catch {
      setFailed(true);
    }
  };
  const drop = (id: string) => {
    change((now) => ({ ...now, photos: now.photos.filter((photo) => photo.id !== id) }));
    void deviceStore.removePhoto(id).catch(() => undefined);
  };
  const remove = (photoId: string) =>
    change((now) => ({ ...now, removals: [...now.removals, { photoId, operationId: newUuid() }] }));
  return (
    <div className="pw-stack-tight">
      <FileField
        label={say('inspections:photosOf', { number })}
        hint={say('inspections:photoHint')}
        accept="image/*"
        onFile={(file) => void take(file)}
      />
      {failed ? <Notice tone="bad" title={say('inspections:photoFailed')} /> : null}
      <ul className="pw-inspect-photos">
        {own.map((photo) => (
          <li key={photo.id}>
            <KeptPhoto photo={photo} />
            {photo.message === null ? null : <p className="pw-fault">{photo.message}</p>}
            <Button look="quiet" size="small" onClick={() => drop(photo.id)}>
              {say('inspections:removePhoto', { name: photo.fileName })}
            </Button>
          </li>
        ))}
        {there.map((photo) => (
          <li key={photo.id}>
            <span className="pw-small">{say('inspections:photoSent', { name: photo.fileName })}</span>
            <Button look="quiet" size="small" onClick={() => remove(photo.id)}>
              {say('inspections:removePhoto', { name: photo.fileName })}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function KeptPhoto({ photo }: { readonly photo: LocalPhoto }) {
  const [address, setAddress] = useState('');
  useEffect(() => {
    let gone = false;
    deviceStore
      .getPhoto(photo.id)
      .then((blob) => (blob ? addressOfPhoto(blob) : ''))
      .then(
        (found) => {
          if (!gone) setAddress(found);
        },
        () => undefined,
      );
    return () => {
      gone = true;
    };
  }, [photo.id]);
  return address === '' ? null : <img src={address} alt={photo.fileName} />;
}

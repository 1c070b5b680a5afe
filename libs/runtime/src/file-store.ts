// Where this installation keeps the bytes of files: a bucket where one is named, else a folder.
import { FolderFileStore, type FileStore } from '@frontdesk/files';
import type { Undo } from './boot-process.js';
import type { FilesConfig } from './files-config.js';

export async function openFiles({ dir, bucket }: FilesConfig, undo: Undo): Promise<FileStore> {
  if (bucket === null) return new FolderFileStore(dir);
  // Read only where there is a bucket: it is larger than all the rest.
  const { S3FileStore } = await import('@frontdesk/files-s3');
  const store = new S3FileStore(bucket);
  undo.push(() => store.close());
  return store;
}

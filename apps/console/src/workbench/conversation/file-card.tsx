// A file in the log or with a submission: a picture is shown, anything else is a card that saves it.
import type { MessageFile } from '@frontdesk/contracts';
import { UnstyledButton } from '@mantine/core';
import { Icon } from '../../ui/icon';
import classes from './transcript.module.css';
import { useFileLink, useFileSaving } from './use-message-deeds';

const SHOWN = /^image\/(png|jpeg|gif|webp|avif)$/;
const KIB = 1024;

interface FileCardProps {
  /** The path of what it belongs to. */
  readonly of: string;
  readonly file: MessageFile;
}

export function FileCard({ of, file }: FileCardProps) {
  const shown = SHOWN.test(file.mediaType);
  const link = useFileLink(of, file.fileId, shown);
  const save = useFileSaving(of);
  if (shown && link.data !== undefined) {
    return (
      <a href={link.data.url} target="_blank" rel="noopener noreferrer">
        <img className={classes.picture} src={link.data.url} alt={file.name} />
      </a>
    );
  }
  return (
    <UnstyledButton
      className={classes.file}
      onClick={() => {
        save(file.fileId);
      }}
    >
      <Icon name="page" />
      <span>
        {file.name}
        <small>{sizeOf(file.bytes)}</small>
      </span>
    </UnstyledButton>
  );
}

const sizeOf = (bytes: number): string =>
  bytes < KIB * KIB ? `${String(Math.ceil(bytes / KIB))} KB` : `${(bytes / KIB / KIB).toFixed(1)} MB`;
